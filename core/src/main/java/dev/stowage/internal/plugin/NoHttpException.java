package dev.stowage.internal.plugin;

/** A provider asked for the HTTP stack, and there is none. */
final class NoHttpException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoHttpException() {
        super("There is no HTTP stack");
    }
}
