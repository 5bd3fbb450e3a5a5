package dev.stowage.app.text;

/** A bar of characters that every terminal has. */
public final class Bar {
    private Bar() {}

    /**
     * Draws a bar.
     *
     * @param part what is there, 0 or more; more than the whole counts as the whole
     * @param whole all of it; 0 is a bar that is full
     * @param width characters in all, brackets included, 3 or more
     */
    public static String text(long part, long whole, int width) {
        int room = width - 2;
        double share = whole <= 0 ? 1 : Math.min(1, Math.max(0, (double) part / whole));
        int filled = (int) (share * room);
        if (filled == room) {
            return "[" + "=".repeat(room) + "]";
        }
        return "[" + "=".repeat(filled) + ">" + " ".repeat(room - filled - 1) + "]";
    }

    /** Whole percent, rounded down so that 100 means all. */
    public static int percent(long part, long whole) {
        return whole <= 0 ? 100 : (int) Math.min(100, Math.max(0, Math.floor(part * 100.0 / whole)));
    }
}
