package dev.stowage.http;

import com.google.common.collect.ImmutableRangeSet;
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
 * only grows until a new one takes its place, and each record has its own checksum, so that a torn end costs no more than itself.
 *
 * <p>Who writes keeps the order: bytes, then the record that says {@link Kind#WRITTEN}; bytes forced, then the record that says
 * {@link Kind#DURABLE}, then the journal forced.
 */
final class Journal implements AutoCloseable {
    /** The size of a record. */
    static final int RECORD_BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;

    private static final long LARGEST = 64L << 20;

    private final Path file;
    private final ByteBuffer header;
    private final FileChannel channel;
    private final int salt;
    private @Nullable Object identity;
    private long size;

    /** How much a record promises. */
    enum Kind {
        /** The bytes are in the file as long as the operating system runs; they had this checksum when they came. */
        WRITTEN((byte) 'W'),
        /** The bytes are in the file as long as the operating system runs; what they were is not known any more. */
        UNSUMMED((byte) 'U'),
        /** The bytes are on the disk. */
        DURABLE((byte) 'D');

        private final byte mark;

        Kind(byte mark) {
            this.mark = mark;
        }
    }

    /** What a journal says. */
    record Found(JournalHeader header, Ledger ledger) {
        /** What can be relied upon in this run of the operating system, of a file of this length. */
        Ledger trusted(Optional<String> bootId, long fileLength) {
            boolean sameRun = bootId.isPresent() && bootId.equals(header.bootId());
            RangeSet<Long> all = TreeRangeSet.create(ledger.durable());
            if (sameRun) {
                all.addAll(ledger.written());
            }
            return ledger.within(all.subRangeSet(Range.closedOpen(0L, fileLength)));
        }
    }

    private Journal(Path file, ByteBuffer header, FileChannel channel) {
        this.file = file;
        this.header = header;
        this.channel = channel;
        this.salt = Checksum.crc(header.duplicate());
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
        int salt = Checksum.crc(in.duplicate().flip());
        Ledger ledger = new Ledger();
        while (in.remaining() >= RECORD_BYTES && add(in, salt, ledger)) {
            in.position(in.position() + RECORD_BYTES);
        }
        return Optional.of(new Found(header.get(), ledger));
    }

    /** Puts a new journal in the place of whatever is there, and says in it what is known already. */
    static Journal begin(Path file, JournalHeader header, Ledger known) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        ByteBuffer encoded = header.encoded();
        Journal journal = new Journal(file, encoded, PrivateFile.create(fresh));
        try {
            journal.append(journal.everything(known));
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

    /** Records bytes that were written. */
    void written(Checksum sum) throws IOException {
        append(record(Kind.WRITTEN, Range.closedOpen(sum.first(), sum.end()), sum.value()));
    }

    /** Records bytes that were forced to the disk. */
    void durable(Range<Long> bytes) throws IOException {
        append(record(Kind.DURABLE, bytes, 0));
    }

    /** Returns when all records are on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** How large it is. */
    long size() {
        return size;
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

    private ByteBuffer everything(Ledger known) {
        ByteBuffer out = ByteBuffer.allocate(header.remaining() + known.entries() * RECORD_BYTES);
        out.put(header.duplicate());
        for (Checksum sum : known.sums()) {
            out.put(record(Kind.WRITTEN, Range.closedOpen(sum.first(), sum.end()), sum.value()));
        }
        for (Range<Long> range : known.unsummed().asRanges()) {
            out.put(record(Kind.UNSUMMED, range, 0));
        }
        for (Range<Long> range : known.durable().asRanges()) {
            out.put(record(Kind.DURABLE, range, 0));
        }
        return out.flip();
    }

    private void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    private ByteBuffer record(Kind kind, Range<Long> bytes, int sum) {
        long first = bytes.lowerEndpoint();
        ByteBuffer out = ByteBuffer.allocate(RECORD_BYTES)
                .put(kind.mark)
                .putLong(first)
                .putLong(bytes.upperEndpoint() - first)
                .putInt(sum);
        return out.putInt(salt ^ Checksum.crc(out.duplicate().flip())).flip();
    }

    private static boolean add(ByteBuffer in, int salt, Ledger ledger) {
        ByteBuffer raw = in.slice(in.position(), RECORD_BYTES);
        byte mark = raw.get();
        long first = raw.getLong();
        long length = raw.getLong();
        int sum = raw.getInt();
        int expected = salt ^ Checksum.crc(raw.duplicate().flip());
        if (raw.getInt() != expected || first < 0 || length < 1 || first > Long.MAX_VALUE - length) {
            return false;
        }
        return add(mark, Range.closedOpen(first, first + length), sum, ledger);
    }

    private static boolean add(byte mark, Range<Long> stretch, int sum, Ledger ledger) {
        if (mark == Kind.WRITTEN.mark) {
            ledger.add(new Checksum(stretch.lowerEndpoint(), stretch.upperEndpoint(), sum));
        } else if (mark == Kind.UNSUMMED.mark) {
            ledger.addUnsummed(stretch);
        } else if (mark == Kind.DURABLE.mark) {
            ledger.secured(ImmutableRangeSet.of(stretch));
        } else {
            return false;
        }
        return true;
    }
}
