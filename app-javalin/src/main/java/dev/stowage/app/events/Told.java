package dev.stowage.app.events;

/** What brings a client up to date in one go. */
final class Told {
    private final long number;
    private final byte[] frames;

    /**
     * The bytes are not copied: many clients are sent the same.
     *
     * @param number the last event that it includes
     * @param frames as they are sent
     */
    Told(long number, byte[] frames) {
        this.number = number;
        this.frames = frames;
    }

    long number() {
        return number;
    }

    byte[] frames() {
        return frames;
    }
}
