package dev.stowage.app.progress;

/**
 * What progress is written to.
 *
 * @param terminal whether lines can be drawn over; otherwise it is a file or a pipe
 * @param columns the width of the terminal
 * @param colored whether colours are welcome
 */
public record Screen(boolean terminal, int columns, boolean colored) {
    private static final int NARROWEST = 20;

    /** Anything narrower is not a width that can be meant. */
    public Screen {
        columns = Math.max(NARROWEST, columns);
    }
}
