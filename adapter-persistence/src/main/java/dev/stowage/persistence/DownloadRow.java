package dev.stowage.persistence;

/**
 * A stored download before it is read.
 *
 * @param id names it, whether or not it can be read
 * @param createdAt nanoseconds
 * @param state the whole value as JSON
 */
record DownloadRow(String id, long createdAt, String state) {
    /** Its place in a list. */
    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
