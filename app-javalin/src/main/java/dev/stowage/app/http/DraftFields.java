package dev.stowage.app.http;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Draft;
import dev.stowage.model.ModelType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
                fields.read("name", DraftFields::name).orElse(draft.name()),
                fields.read("type", ModelType::of).orElse(draft.type()),
                baseModel,
                family,
                texts(fields, "triggerWords", draft.triggerWords()),
                changed(fields, "description", Function.identity(), draft.description()),
                texts(fields, "tags", draft.tags()),
                changed(fields, "cover", cover, draft.cover()));
    }

    private static String name(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty");
        }
        return text.strip();
    }

    private static <T> Optional<T> changed(Fields fields, String name, Function<String, T> reader, Optional<T> before) {
        return fields.names(name) ? fields.read(name, reader) : before;
    }

    private static List<String> texts(Fields fields, String name, List<String> before) {
        return fields.names(name) ? fields.texts(name) : before;
    }
}
