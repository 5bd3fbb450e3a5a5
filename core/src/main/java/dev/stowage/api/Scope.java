package dev.stowage.api;

/**
 * Which of the stored downloads a {@link Stowage} works on.
 *
 * @since 0.1
 */
public enum Scope {
    /** All of them: what earlier processes left unfinished goes on with the start. */
    ALL,
    /**
     * Those that this very Stowage was asked for, by submitting them (also when an unfinished one is taken up again) or by telling them to
     * go on ({@code resume}, {@code retry}, {@code decide}, {@code review}), and the other files of the same reference. Everything else
     * stays untouched, however many there are.
     */
    OWN
}
