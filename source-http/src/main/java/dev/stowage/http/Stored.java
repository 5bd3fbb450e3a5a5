package dev.stowage.http;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.stowage.model.Need;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer that runs from front to back has on the disk: the bytes up to a mark, and the journal that vouches for them. Keeps both
 * in step, in the order that a crash or a power failure at any moment leaves nothing claimed that is not there.
 */
final class Stored implements AutoCloseable {
    private final PartFile part;
    private final Claim claim;
    private final Rhythm rhythm;
    private @Nullable Journal journal;
    private JournalHeader header;
    private long good;
    private long recorded;
    private long durable;
    private long recordedAt;
    private long durableAt;
    private boolean distrusted;

    /** Begins with an open part file. */
    Stored(PartFile part, Claim claim, JournalHeader header, Rhythm rhythm) {
        this.part = part;
        this.claim = claim;
        this.header = header;
        this.rhythm = rhythm;
    }

    /** Opens what an earlier transfer has left, as far as it can be trusted, and claims it. */
    static Stored open(TransferRequest request, Optional<String> bootId, Rhythm rhythm) throws StowageException {
        Path file = request.partFile();
        JournalHeader fresh = JournalHeader.of(request, bootId);
        try {
            Claim claim = Claim.on(request.journal());
            Optional<Journal.Found> found = Journal.read(request.journal());
            return new Stored(PartFile.open(file), claim, fresh, rhythm).resumed(found);
        } catch (FileSystemException e) {
            throw PrivateFile.exists(file) && !PrivateFile.regular(file)
                    ? new StowageException(Claim.altered(file).asking(Need.FIX_STORAGE), e)
                    : DiskProblem.of(Claim.WHAT, file, e);
        } catch (IOException e) {
            throw DiskProblem.of(Claim.WHAT, file, e);
        }
    }

    /** Takes over what the journal says; what it does not know goes. */
    private Stored resumed(Optional<Journal.Found> found) throws IOException, StowageException {
        boolean done = false;
        try {
            if (found.isPresent() && resumable(found.get().header(), header)) {
                resume(found.get(), header);
            }
            part.truncate(good);
            if (good > 0) {
                rewrite(header);
            }
            done = true;
        } finally {
            if (!done) {
                part.close();
            }
        }
        return this;
    }

    /** How many bytes are there, from the first on. */
    long good() {
        return good;
    }

    /** Says how large the whole is, now that its end is known. */
    void complete(long total) throws StowageException {
        describe(header.withVersion(OptionalLong.of(total), header.validators()));
    }

    /** Whether they are all that there is. */
    boolean complete() {
        return header.total().isPresent() && header.total().getAsLong() == good;
    }

    /** What they are part of. */
    JournalHeader header() {
        return header;
    }

    PartFile part() {
        return part;
    }

    /** Says what the bytes are part of; before the first of them, and whenever more turns out. */
    void describe(JournalHeader now) throws StowageException {
        if (journal == null || !now.equals(header)) {
            rewrite(now);
        }
    }

    private void rewrite(JournalHeader now) throws StowageException {
        header = now;
        try {
            if (journal == null) {
                claim.requireFree(part.path());
            } else {
                requireUnaltered(journal);
                journal.close();
            }
            journal = Journal.begin(claim.journalFile(), now, upTo(good), upTo(durable));
        } catch (IOException e) {
            throw failed(e);
        }
        recorded = good;
        recordedAt = durableAt = rhythm.nanos().getAsLong();
    }

    /** Forgets all bytes, as if there had never been one. The journal goes first. */
    void restart() throws StowageException {
        good = 0;
        recorded = 0;
        durable = 0;
        rewrite(header.forgotten());
        try {
            part.truncate(0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Adds bytes behind those that are there; {@link #describe} comes first. */
    void append(ByteBuffer bytes) throws StowageException {
        int count = bytes.remaining();
        write(bytes, Objects.requireNonNull(journal, "describe() comes first"));
        good += count;
        try {
            long now = rhythm.nanos().getAsLong();
            if (good - recorded >= rhythm.recordBytes()
                    || now - recordedAt >= rhythm.record().toNanos()) {
                recordWritten(now);
            }
            if (good - durable >= rhythm.durableBytes()
                    || now - durableAt >= rhythm.durable().toNanos()) {
                secure();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What is there stays good when no more fits. */
    private void write(ByteBuffer bytes, Journal mine) throws StowageException {
        try {
            requireUnaltered(mine);
            part.write(bytes, good);
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** Returns when all bytes are on the disk, and the journal says so; does nothing after that has failed once. */
    void secure() throws StowageException {
        if (journal == null || distrusted) {
            return;
        }
        try {
            recordWritten(rhythm.nanos().getAsLong());
            requireUnaltered(journal);
            force();
            if (good > durable) {
                journal.append(Journal.Kind.DURABLE, Range.closedOpen(durable, good));
            }
            journal.force();
            durable = good;
            durableAt = rhythm.nanos().getAsLong();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws StowageException {
        try (part) {
            if (journal == null) {
                discardNothing();
            } else {
                journal.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A transfer that never had a byte leaves nothing behind. */
    private void discardNothing() throws IOException {
        if (claim.free() && part.discardedEmpty()) {
            Journal.discard(claim.journalFile());
        }
    }

    /**
     * A digest that a person gives later, or leaves out this time, says nothing about the bytes that are here; another one than before says
     * that another file is wanted.
     */
    private static boolean resumable(JournalHeader old, JournalHeader fresh) {
        boolean otherWish = old.sha256().isPresent()
                && fresh.sha256().isPresent()
                && !old.sha256().equals(fresh.sha256());
        return !otherWish && (fresh.sha256().isPresent() || !old.validators().none());
    }

    /** Where no hash will tell, the last byte is asked for again, so that the origin says whether it still has this version. */
    private void resume(Journal.Found found, JournalHeader fresh) throws IOException {
        RangeSet<Long> trusted = found.trusted(fresh.bootId(), part.size());
        boolean proved = fresh.sha256().isPresent();
        long there = prefix(trusted);
        good = !proved && OptionalLong.of(there).equals(found.header().total()) ? there - 1 : there;
        durable = Math.min(good, prefix(found.durable()));
        if (good > 0) {
            header = found.header().claimedBy(fresh);
        }
    }

    private static long prefix(RangeSet<Long> stretches) {
        Range<Long> first = stretches.rangeContaining(0L);
        return first == null ? 0 : first.upperEndpoint();
    }

    private static RangeSet<Long> upTo(long end) {
        RangeSet<Long> stretch = TreeRangeSet.create();
        if (end > 0) {
            stretch.add(Range.closedOpen(0L, end));
        }
        return stretch;
    }

    private void recordWritten(long now) throws IOException {
        if (journal != null && good > recorded) {
            journal.append(Journal.Kind.WRITTEN, Range.closedOpen(recorded, good));
            recorded = good;
        }
        recordedAt = now;
    }

    /** Whoever takes the transfer over begins a new journal; and a person may do anything to our files. */
    private void requireUnaltered(Journal mine) throws IOException, StowageException {
        if (mine.inPlace() && part.holds(good)) {
            return;
        }
        distrusted = true;
        throw new StowageException(Claim.altered(part.path()).canRetry());
    }

    /** After a failure the system may have dropped bytes that it took before, and says so only once. */
    private void force() throws IOException {
        try {
            part.force();
        } catch (IOException e) {
            Journal.discard(claim.journalFile());
            throw e;
        }
    }

    /** The end of the journal may be torn now, so that nothing can be added to it. */
    private StowageException failed(IOException e) {
        distrusted = true;
        return problem(e);
    }

    /** A thread that is interrupted closes the file: nobody wants it any more. */
    private StowageException problem(IOException e) {
        return e instanceof ClosedByInterruptException
                ? new CancelledException()
                : DiskProblem.of(Claim.WHAT, part.path(), e);
    }
}
