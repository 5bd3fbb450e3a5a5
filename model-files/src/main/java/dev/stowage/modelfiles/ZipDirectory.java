package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/**
 * The directory at the end of a zip archive, which names what is inside; nothing is unpacked.
 *
 * @param holdsPickle whether an entry is named as pickles are; PyTorch's own files are such archives
 */
record ZipDirectory(boolean holdsPickle) {
    private static final Pattern PICKLE = Pattern.compile("(?i).*\\.(pkl|pickle|pt|pth|ckpt|bin|joblib)");

    private static final int END_MARK = 0x0605_4b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 65_535;
    private static final int LOCATOR_MARK = 0x0706_4b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_MARK = 0x0606_4b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_MARK = 0x0201_4b50;
    private static final int ENTRY_BYTES = 46;
    private static final long SEE_END64 = 0xFFFF_FFFFL;
    private static final long MANY_SEE_END64 = 0xFFFF;
    private static final long MAX_LENGTH = 16 << 20;

    /**
     * Reads the end of the file and the directory it points at.
     *
     * @throws BrokenException when there is none, as in an archive that was cut off
     * @throws OutOfReachException when the end of the file is not known or the directory is larger than is looked at
     */
    static ZipDirectory read(Cursor cursor) throws IOException {
        if (cursor.size().isEmpty()) {
            throw new OutOfReachException("its end is not known");
        }
        Place place = find(cursor, cursor.size().getAsLong());
        if (place.length > MAX_LENGTH) {
            throw new OutOfReachException("its directory is larger than is looked at");
        }
        cursor.seek(place.begin);
        boolean holdsPickle = false;
        for (long i = 0; i < place.entries; i++) {
            holdsPickle |= PICKLE.matcher(nextName(cursor)).matches();
        }
        if (cursor.position() != place.begin + place.length) {
            throw new BrokenException("its directory makes no sense");
        }
        return new ZipDirectory(holdsPickle);
    }

    private static Place find(Cursor cursor, long size) throws IOException {
        int length = (int) Math.min(size, LOCATOR_BYTES + END_BYTES + MAX_COMMENT);
        ByteBuffer tail = at(cursor, size - length, length);
        for (int i = length - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END_MARK && i + END_BYTES + unsigned16(tail, i + 20) == length) {
                Place place = new Place(unsigned32(tail, i + 16), unsigned32(tail, i + 12), unsigned16(tail, i + 10));
                return place.isElsewhere() ? find64(cursor, tail, i - LOCATOR_BYTES) : place.before(size - length + i);
            }
        }
        throw new BrokenException("its directory is missing, as when its end was cut off");
    }

    private static Place find64(Cursor cursor, ByteBuffer tail, int locator) throws IOException {
        if (locator < 0 || tail.getInt(locator) != LOCATOR_MARK) {
            throw new BrokenException("its directory is missing, as when its end was cut off");
        }
        long end = tail.getLong(locator + 8);
        long size = cursor.size().orElse(0);
        if (end < 0 || end > size - END64_BYTES) {
            throw new BrokenException("its directory would lie outside of it");
        }
        ByteBuffer record = at(cursor, end, END64_BYTES);
        if (record.getInt(0) != END64_MARK) {
            throw new BrokenException("its directory is missing, as when its end was cut off");
        }
        return new Place(record.getLong(48), record.getLong(40), record.getLong(32)).before(end);
    }

    private static String nextName(Cursor cursor) throws IOException {
        ByteBuffer entry = ByteBuffer.wrap(cursor.next(ENTRY_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        if (entry.getInt(0) != ENTRY_MARK) {
            throw new BrokenException("its directory makes no sense");
        }
        String name = new String(cursor.next(unsigned16(entry, 28)), UTF_8);
        cursor.skip(unsigned16(entry, 30) + unsigned16(entry, 32));
        return name;
    }

    private static ByteBuffer at(Cursor cursor, long offset, int length) throws IOException {
        cursor.seek(offset);
        return ByteBuffer.wrap(cursor.next(length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned16(ByteBuffer bytes, int index) {
        return bytes.getShort(index) & 0xFFFF;
    }

    private static long unsigned32(ByteBuffer bytes, int index) {
        return bytes.getInt(index) & 0xFFFF_FFFFL;
    }

    private record Place(long begin, long length, long entries) {
        /** Archives of more than 4 GB or 65,534 entries give the numbers in another record. */
        boolean isElsewhere() {
            return begin == SEE_END64 || length == SEE_END64 || entries == MANY_SEE_END64;
        }

        Place before(long end) throws BrokenException {
            if (begin < 0 || length < 0 || length > end || begin > end - length) {
                throw new BrokenException("its directory would lie outside of it");
            }
            if (entries < 0 || entries > length / ENTRY_BYTES) {
                throw new BrokenException("its directory announces more than it holds");
            }
            return this;
        }
    }
}
