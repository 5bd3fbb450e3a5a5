package dev.stowage.api;

import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementRule.Field;
import java.util.Map;
import java.util.Optional;

/**
 * A file of which somebody wants to know where it would go.
 *
 * @param fileName what the file is called
 * @param type what it is for
 * @param fields what else is known, without the type. A base model that Stowage knows brings its family along, and the name is the file's
 *     when no other is given.
 * @since 0.1
 */
public record PlacementQuestion(FileName fileName, ModelType type, Map<Field, String> fields) {
    /** @throws IllegalArgumentException when the base model cannot be one */
    public PlacementQuestion {
        fields = Map.copyOf(fields);
        baseModel(fields);
    }

    /** The base model among the fields. */
    public Optional<BaseModel> baseModel() {
        return baseModel(fields);
    }

    private static Optional<BaseModel> baseModel(Map<Field, String> fields) {
        return Optional.ofNullable(fields.get(Field.BASE_MODEL)).map(BaseModel::new);
    }
}
