package dev.stowage.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The fields that a reviewer may change before an asset becomes final, and an editor afterwards.
 *
 * @param name what people call it, not empty
 * @param type what it is for
 * @param baseModel the base model, exact
 * @param baseFamily the architecture
 * @param triggerWords words that make it act
 * @param description free text
 * @param tags free words
 * @param cover the preview shown first
 * @since 0.1
 */
public record Draft(
        String name,
        ModelType type,
        Optional<BaseModel> baseModel,
        Optional<BaseFamily> baseFamily,
        List<String> triggerWords,
        Optional<String> description,
        List<String> tags,
        Optional<URI> cover) {
    /** @throws IllegalArgumentException when the name is blank */
    public Draft {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An asset has a name");
        }
        triggerWords = List.copyOf(triggerWords);
        tags = List.copyOf(tags);
    }

    /**
     * The draft that the source's description and a person's answers lead to. What the source gives beyond the {@link DraftLimits} is cut, or
     * left out.
     */
    public static Draft of(ModelInfo model, RemoteFile file, Answers answers) {
        return new Draft(
                answers.name().map(FileName::stem).orElseGet(() -> DraftLimits.fittingName(model.name())),
                answers.type().or(file::type).orElse(model.type()),
                answers.baseModel().or(model::baseModel),
                answers.baseModel().flatMap(BaseModel::family).or(model::baseFamily),
                DraftLimits.fittingTriggerWords(model.triggerWords()),
                DraftLimits.fittingDescription(model.description()),
                DraftLimits.fittingTags(model.tags()),
                model.previews().stream().map(PreviewMedia::address).findFirst());
    }

    /** The same with what a person has answered since. */
    public Draft with(Answers answers) {
        return new Draft(
                answers.name().map(FileName::stem).orElse(name),
                answers.type().orElse(type),
                answers.baseModel().or(() -> baseModel),
                answers.baseModel().flatMap(BaseModel::family).or(() -> baseFamily),
                triggerWords,
                description,
                tags,
                cover);
    }

    /**
     * Checks what a person has made of another draft: each text that is not as it was. What was there before may stay, whatever it is.
     *
     * @throws IllegalArgumentException when a text is not within the {@link DraftLimits}
     */
    public void checkEditOf(Draft before) {
        if (!name.equals(before.name)) {
            DraftLimits.checkName(name);
        }
        if (!triggerWords.equals(before.triggerWords)) {
            DraftLimits.checkTriggerWords(triggerWords);
        }
        if (!description.equals(before.description)) {
            description.ifPresent(DraftLimits::checkDescription);
        }
        if (!tags.equals(before.tags)) {
            DraftLimits.checkTags(tags);
        }
    }

    /** The same with what the bytes themselves tell, where nobody has said it yet. */
    public Draft with(ModelType inspectedType, Optional<BaseFamily> inspectedFamily) {
        return new Draft(
                name,
                type.equals(ModelType.UNKNOWN) ? inspectedType : type,
                baseModel,
                baseFamily.or(() -> inspectedFamily),
                triggerWords,
                description,
                tags,
                cover);
    }
}
