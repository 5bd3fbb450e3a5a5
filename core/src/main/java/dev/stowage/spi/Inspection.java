package dev.stowage.spi;

import dev.stowage.model.BaseFamily;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import java.util.List;
import java.util.Optional;

/**
 * What the bytes themselves say.
 *
 * @param format the container that was recognised, such as {@code safetensors}, {@code gguf}, {@code pickle}, {@code zip}; empty when not
 * @param type what the file is for, {@link ModelType#UNKNOWN} when the bytes do not tell
 * @param baseFamily the architecture, when they tell
 * @param provesLength whether the header accounts for every byte of the file, so that a cut file would have been noticed
 * @param findings doubts: an unsafe format, a broken container, content that is not what the name says
 * @since 0.1
 */
public record Inspection(
        Optional<String> format,
        ModelType type,
        Optional<BaseFamily> baseFamily,
        boolean provesLength,
        List<Finding> findings) {
    /** Nothing can be told. */
    public static final Inspection CANNOT_TELL =
            new Inspection(Optional.empty(), ModelType.UNKNOWN, Optional.empty(), false, List.of());

    public Inspection {
        findings = List.copyOf(findings);
    }
}
