package dev.stowage.app.progress;

/** Shows a {@link Board}. Thread-safe, because an interruption may close it from elsewhere. */
public interface ProgressView extends AutoCloseable {
    /** Shows what is new; to be called often, it limits itself. */
    void refresh();

    /** Shows what is new for the last time and leaves the screen to others. Idempotent. */
    @Override
    void close();

    /** Shows nothing. */
    static ProgressView silent() {
        return new ProgressView() {
            @Override
            public void refresh() {}

            @Override
            public void close() {}
        };
    }
}
