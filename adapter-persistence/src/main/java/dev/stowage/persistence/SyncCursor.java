package dev.stowage.persistence;

import dev.stowage.model.Sync;
import dev.stowage.spi.StowageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a sync among others that are sorted by the age of their state.
 *
 * @param at nanoseconds
 * @param asset what sorts those of the same moment
 * @param worker what sorts those of the same asset then
 */
record SyncCursor(long at, String asset, String worker) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})_([0-9a-f]{64})_([A-Za-z0-9._-]{1,64})");

    static SyncCursor of(Sync sync) {
        return new SyncCursor(
                Nanos.of(sync.state().at()), sync.asset().hex(), sync.worker().text());
    }

    /** Reads one that was handed out. @throws StowageException when it is not one of ours */
    static SyncCursor parse(String text) throws StowageException {
        Matcher form = FORM.matcher(text);
        try {
            if (form.matches()) {
                return new SyncCursor(Long.parseLong(form.group(1)), form.group(2), form.group(3));
            }
        } catch (NumberFormatException e) {
            throw Cursor.foreign();
        }
        throw Cursor.foreign();
    }

    @Override
    public String toString() {
        return at + "_" + asset + "_" + worker;
    }
}
