package dev.stowage.modelfiles;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.ModelType;
import java.util.Optional;

/**
 * What a model is, as far as its tensors tell.
 *
 * @param type {@link ModelType#UNKNOWN} when they do not
 * @param family the architecture, when they do
 */
record Classification(ModelType type, Optional<BaseFamily> family) {
    static final Classification UNKNOWN = of(ModelType.UNKNOWN);

    static Classification of(ModelType type) {
        return new Classification(type, Optional.empty());
    }
}
