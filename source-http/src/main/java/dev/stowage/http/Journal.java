package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resume record of one transfer: a header, then one record for every stretch of bytes that has been written, or forced to the disk. It
 * only grows, and each record has its own checksum, so that a torn end costs no more than itself.
 *
 * <p>Who writes keeps the order: bytes, then the record that says {@link Kind#WRITTEN}; bytes forced, then the record that says
 * {@link Kind#DURABLE}, then the journal forced.
 */
final class Journal implements AutoCloseable {
    private static final int RECORD_BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final long LARGEST = 64L << 20;

    private final Path file;
    private final ByteBuffer header;
    private final FileChannel channel;
    private final int salt;
    private @Nullable Object identity;

    /** How much a record promises. */
    enum Kind {
        /** The bytes are in the file as long as the operating system runs. */
        WRITTEN((byte) 'W'),
        /** The bytes are on the disk. */
        DURABLE((byte) 'D');

        private final byte mark;

        Kind(byte mark) {
            this.mark = mark;
        }
    }

    /**
     * What a journal says.
     *
     * @param written stretches that were written
     * @param durable stretches that were forced to the disk
     */
    record Found(JournalHeader header, RangeSet<Long> written, RangeSet<Long> durable) {
        /** What can be relied upon in this run of the operating system, of a file of this length. */
        RangeSet<Long> trusted(Optional<String> bootId, long fileLength) {
            boolean sameRun = bootId.isPresent() && bootId.equals(header.bootId());
            RangeSet<Long> all = TreeRangeSet.create(durable);
            if (sameRun) {
                all.addAll(written);
            }
            return TreeRangeSet.create(all.subRangeSet(Range.closedOpen(0L, fileLength)));
        }
    }

    private Journal(Path file, ByteBuffer header, FileChannel channel) {
        this.file = file;
        this.header = header;
        this.channel = channel;
        this.salt = JournalHeader.checksum(header.duplicate());
    }

    /** Reads a journal up to its first bad record; empty when there is none that can be read. */
    static Optional<Found> read(Path file) throws IOException {
        if (!PrivateFile.regular(file) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        Optional<JournalHeader> header = JournalHeader.decode(in);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        int salt = JournalHeader.checksum(in.duplicate().flip());
        Found found = new Found(header.get(), TreeRangeSet.create(), TreeRangeSet.create());
        while (in.remaining() >= RECORD_BYTES && add(in, salt, found)) {
            in.position(in.position() + RECORD_BYTES);
        }
        return Optional.of(found);
    }

    /** Puts a new journal in the place of whatever is there, and says in it what is known already. */
    static Journal begin(Path file, JournalHeader header, RangeSet<Long> written, RangeSet<Long> durable)
            throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        ByteBuffer encoded = header.encoded();
        Journal journal = new Journal(file, encoded, PrivateFile.create(fresh));
        try {
            journal.append(encoded.duplicate());
            journal.appendAll(Kind.WRITTEN, written);
            journal.appendAll(Kind.DURABLE, durable);
            journal.force();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            journal.channel.close();
            throw e;
        }
        journal.identity = PrivateFile.attributes(file).fileKey();
        // Without this the old journal may come back after a power failure, and claim bytes that are others now.
        PrivateFile.forceFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        return journal;
    }

    /** Takes back all that a journal says. */
    static void discard(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Records a stretch of bytes. */
    void append(Kind kind, Range<Long> bytes) throws IOException {
        append(record(kind, bytes, salt));
    }

    /** Returns when all records are on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Whether the journal in its place is still this one: who takes a transfer over begins a new one. */
    boolean inPlace() throws IOException {
        if (!PrivateFile.regular(file)) {
            return false;
        }
        if (identity != null) {
            return identity.equals(PrivateFile.attributes(file).fileKey());
        }
        ByteBuffer there = ByteBuffer.allocate(header.remaining());
        try (FileChannel in = FileChannel.open(file)) {
            while (there.hasRemaining() && in.read(there) >= 0) {
                // until it is full or the file ends
            }
        }
        return there.flip().equals(header);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void appendAll(Kind kind, RangeSet<Long> stretches) throws IOException {
        for (Range<Long> stretch : stretches.asRanges()) {
            append(kind, stretch);
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer record(Kind kind, Range<Long> bytes, int salt) {
        long first = bytes.lowerEndpoint();
        ByteBuffer out =
                ByteBuffer.allocate(RECORD_BYTES).put(kind.mark).putLong(first).putLong(bytes.upperEndpoint() - first);
        return out.putInt(salt ^ JournalHeader.checksum(out.duplicate().flip())).flip();
    }

    private static boolean add(ByteBuffer in, int salt, Found found) {
        ByteBuffer raw = in.slice(in.position(), RECORD_BYTES);
        byte mark = raw.get();
        long first = raw.getLong();
        long length = raw.getLong();
        int expected = salt ^ JournalHeader.checksum(raw.duplicate().flip());
        boolean durable = mark == Kind.DURABLE.mark;
        if (raw.getInt() != expected || (!durable && mark != Kind.WRITTEN.mark)) {
            return false;
        }
        if (first < 0 || length < 1 || first > Long.MAX_VALUE - length) {
            return false;
        }
        Range<Long> stretch = Range.closedOpen(first, first + length);
        (durable ? found.durable() : found.written()).add(stretch);
        return true;
    }
}
