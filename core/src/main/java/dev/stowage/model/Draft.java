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

    /** The draft that the source's description and a person's answers lead to. */
    public static Draft of(ModelInfo model, RemoteFile file, Answers answers) {
        return new Draft(
                answers.name().map(FileName::stem).orElse(model.name()),
                answers.type().or(file::type).orElse(model.type()),
                answers.baseModel().or(model::baseModel),
                answers.baseModel().flatMap(BaseModel::family).or(model::baseFamily),
                model.triggerWords(),
                model.description(),
                model.tags(),
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
