package dev.stowage.api;

import java.util.Locale;

/**
 * Why a rule cannot be stored.
 *
 * @param index its place among the rules, from 0
 * @param part which part of it is wrong
 * @param sentence what is wrong with which rule, and what to do; may be shown
 * @since 0.1
 */
public record RuleFlaw(int index, Part part, String sentence) {
    /**
     * The parts of a rule.
     *
     * @since 0.1
     */
    public enum Part {
        NAME,
        WHEN,
        TEMPLATE;

        /** The name in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
