package dev.stowage.model;

/**
 * One doubt for a reviewer, or one note about what was changed on the way.
 *
 * @param code stable name, lower_snake; see {@link Codes}
 * @param sentence what a person should know, one sentence
 * @param blocking whether the download waits in {@link Status#AWAITING_REVIEW} because of it
 * @since 0.1
 */
public record Finding(String code, String sentence, boolean blocking) {
    /** Cleans the sentence of control characters: it may quote what a file or a site says. */
    public Finding {
        sentence = Printable.of(sentence);
    }

    /** A doubt that a person has to settle. */
    public static Finding doubt(String code, String sentence) {
        return new Finding(code, sentence, true);
    }

    /** Something worth knowing that stops nothing. */
    public static Finding note(String code, String sentence) {
        return new Finding(code, sentence, false);
    }
}
