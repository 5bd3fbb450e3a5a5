package dev.stowage.huggingface;

/** A reference that leads to this source but names nothing that can be fetched; the message says why, as a part of a sentence. */
final class NoLocationException extends Exception {
    private static final long serialVersionUID = 1;

    NoLocationException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
