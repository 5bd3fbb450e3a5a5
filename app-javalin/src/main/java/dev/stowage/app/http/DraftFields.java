package dev.stowage.app.http;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.DraftLimits;
import dev.stowage.model.ModelType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what somebody has edited: what is absent stays as it is, what is {@code null} is let go. */
final class DraftFields {
    private DraftFields() {}

    /** @param cover reads the address of a preview */
    static Draft applied(Fields fields, Draft draft, Function<String, URI> cover) {
        Optional<BaseModel> baseModel = changed(fields, "baseModel", BaseModel::new, draft.baseModel());
        Optional<BaseFamily> family = fields.names("baseFamily") || !fields.names("baseModel")
                ? changed(fields, "baseFamily", BaseFamily::new, draft.baseFamily())
                : baseModel.flatMap(BaseModel::family).or(draft::baseFamily);
        return new Draft(
                fields.read("name", text -> name(text, draft.name())).orElse(draft.name()),
                fields.read("type", ModelType::of).orElse(draft.type()),
                baseModel,
                family,
                words(fields, "triggerWords", draft.triggerWords(), DraftLimits::checkTriggerWords),
                changed(fields, "description", text -> description(text, draft.description()), draft.description()),
                words(fields, "tags", draft.tags(), DraftLimits::checkTags),
                changed(fields, "cover", cover, draft.cover()));
    }

    /** What it was before may stay as it is, whatever that is. */
    private static String name(String text, String before) {
        if (text.equals(before)) {
            return before;
        }
        DraftLimits.checkName(text.strip());
        return text.strip();
    }

    private static String description(String text, Optional<String> before) {
        if (!before.equals(Optional.of(text))) {
            DraftLimits.checkDescription(text);
        }
        return text;
    }

    private static <T> Optional<T> changed(Fields fields, String name, Function<String, T> reader, Optional<T> before) {
        return fields.names(name) ? fields.read(name, reader) : before;
    }

    private static List<String> words(Fields fields, String name, List<String> before, Consumer<List<String>> check) {
        if (!fields.names(name)) {
            return before;
        }
        List<String> given = fields.texts(name);
        List<String> words = given.stream().map(String::strip).toList();
        if (!given.equals(before)) {
            fields.check(name, () -> check.accept(words));
        }
        return given.equals(before) ? before : words;
    }
}
