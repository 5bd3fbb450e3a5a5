package dev.stowage.model;

import java.util.Optional;

/**
 * The base model in CivitAI's words ({@code SDXL 1.0}, {@code Pony}, {@code Flux.1 D}); an open set, exact text. It comes only from a
 * source or a person, because several base models cannot be told apart by their bytes.
 *
 * @param text 1 to 100 characters without control characters, stripped
 * @since 0.1
 */
public record BaseModel(String text) {
    private static final int MAX = 100;

    /** @throws IllegalArgumentException when nothing is left after stripping, or the text is too long or has control characters */
    public BaseModel {
        text = text.strip();
        if (text.isEmpty() || text.length() > MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A base model is a text of 1 to 100 characters, such as \"SDXL 1.0\"");
        }
    }

    /**
     * The architecture of this base model, in any case of letters; empty when it is one that Stowage does not know, or one of no certain
     * architecture ({@code Other}).
     */
    public Optional<BaseFamily> family() {
        return BaseModelFamilies.of(this);
    }

    @Override
    public String toString() {
        return text;
    }
}
