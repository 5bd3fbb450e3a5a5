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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer has on the disk: stretches of bytes, and the journal that vouches for them. Keeps both in step, in the order that a crash
 * or a power failure at any moment leaves nothing claimed that is not there. Several threads may write, to different places.
 */
final class Stored implements AutoCloseable {
    /** A journal may outgrow what it has to say so far before it is written anew. */
    private static final int GROWTH = 4;

    private static final long SMALL_JOURNAL = 64 << 10;

    private final PartFile part;
    private final Claim claim;
    private final Rhythm rhythm;
    private final ReentrantLock securing = new ReentrantLock();
    private @Nullable Journal journal;
    private JournalHeader header;
    private Ledger ledger = new Ledger();
    private long good;
    private long unsecured;
    private long securedAt;
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
            part.truncate(ledger.end());
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

    /** How many bytes are there. */
    synchronized long good() {
        return good;
    }

    /** How many bytes are there without a gap, from the first on. */
    synchronized long prefix() {
        return ledger.prefix();
    }

    /** Which bytes are there. */
    synchronized RangeSet<Long> have() {
        return ledger.written();
    }

    /** Which of so many bytes are not there. */
    synchronized RangeSet<Long> missing(long total) {
        return ledger.missing(total);
    }

    /** Says how large the whole is, now that its end is known. */
    void complete(long total) throws StowageException {
        describe(header().withVersion(OptionalLong.of(total), header().validators()));
    }

    /** Whether they are all that there is. */
    synchronized boolean complete() {
        return header.total().isPresent() && header.total().getAsLong() == good;
    }

    /** What they are part of. */
    synchronized JournalHeader header() {
        return header;
    }

    PartFile part() {
        return part;
    }

    /** Says what the bytes are part of; before the first of them, and whenever more turns out. */
    synchronized void describe(JournalHeader now) throws StowageException {
        if (journal == null || !now.equals(header)) {
            rewrite(now);
        }
    }

    private synchronized void rewrite(JournalHeader now) throws StowageException {
        header = now;
        try {
            if (journal == null) {
                claim.requireFree(part.path());
            } else {
                requireUnaltered(journal);
                journal.close();
            }
            journal = Journal.begin(claim.journalFile(), now, ledger);
        } catch (IOException e) {
            throw failed(e);
        }
        securedAt = rhythm.nanos().getAsLong();
    }

    /** Forgets all bytes, as if there had never been one; nobody may write meanwhile. The journal goes first. */
    synchronized void restart() throws StowageException {
        ledger = new Ledger();
        good = 0;
        unsecured = 0;
        rewrite(header.forgotten());
        try {
            part.truncate(0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Puts bytes in their place, which nobody else fills; {@link #describe} comes first. */
    void write(long offset, ByteBuffer bytes) throws StowageException {
        List<Checksum> sums = Checksum.of(offset, bytes);
        try {
            requireMine();
            part.write(bytes, offset);
        } catch (IOException e) {
            // What is there stays good when no more fits.
            throw problem(e);
        }
        if (recorded(sums) && securing.tryLock()) {
            try {
                secure();
            } finally {
                securing.unlock();
            }
        }
    }

    /** Whether it is time to make sure of what was written. */
    private synchronized boolean recorded(List<Checksum> sums) throws StowageException {
        Journal mine = requireMine();
        try {
            for (Checksum sum : sums) {
                mine.written(sum);
                ledger.add(sum);
                good += sum.count();
                unsecured += sum.count();
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return unsecured >= rhythm.durableBytes()
                || rhythm.nanos().getAsLong() - securedAt >= rhythm.durable().toNanos();
    }

    /** Returns when all bytes written so far are on the disk, and the journal says so; does nothing after that has failed once. */
    void secure() throws StowageException {
        securing.lock();
        try {
            RangeSet<Long> all;
            synchronized (this) {
                if (journal == null || distrusted) {
                    return;
                }
                requireMine();
                all = ledger.unsecured();
                unsecured = 0;
            }
            force();
            vouch(all);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            securing.unlock();
        }
    }

    /** Says that bytes are on the disk: in memory, in the journal, and only then on the disk too. */
    private synchronized void vouch(RangeSet<Long> stretches) throws IOException, StowageException {
        Journal mine = requireMine();
        for (Range<Long> stretch : stretches.asRanges()) {
            mine.durable(stretch);
        }
        ledger.secured(stretches);
        mine.force();
        securedAt = rhythm.nanos().getAsLong();
        long needed = (long) ledger.entries() * Journal.RECORD_BYTES;
        if (mine.size() > GROWTH * needed + SMALL_JOURNAL) {
            rewrite(header);
        }
    }

    /** The blocks, or parts of blocks, whose bytes in the file are not those that came. Reads the whole file. */
    List<Range<Long>> damaged() throws StowageException {
        List<Checksum> sums;
        synchronized (this) {
            sums = ledger.sums();
        }
        List<Range<Long>> damaged = new ArrayList<>();
        ByteBuffer block = ByteBuffer.allocate((int) Checksum.BLOCK);
        for (Checksum sum : sums) {
            block.clear().limit((int) sum.count());
            try {
                part.read(block, sum.first());
            } catch (IOException e) {
                throw problem(e);
            }
            if (block.hasRemaining() || Checksum.crc(block.flip()) != sum.value()) {
                damaged.add(Range.closedOpen(sum.first(), sum.end()));
            }
        }
        return damaged;
    }

    @Override
    public synchronized void close() throws StowageException {
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
        Ledger trusted = found.trusted(fresh.bootId(), part.size());
        boolean proved = fresh.sha256().isPresent();
        long there = trusted.count();
        if (!proved && OptionalLong.of(there).equals(found.header().total())) {
            trusted = trusted.within(TreeRangeSet.create(List.of(Range.closedOpen(0L, there - 1))));
        }
        if (trusted.count() > 0) {
            ledger = trusted;
            good = trusted.count();
            header = found.header().claimedBy(fresh);
        }
    }

    private synchronized Journal requireMine() throws StowageException {
        Journal mine = Objects.requireNonNull(journal, "describe() comes first");
        try {
            requireUnaltered(mine);
        } catch (IOException e) {
            throw problem(e);
        }
        return mine;
    }

    /** Whoever takes the transfer over begins a new journal; and a person may do anything to our files. */
    private void requireUnaltered(Journal mine) throws IOException, StowageException {
        if (!distrusted && mine.inPlace() && part.holds(ledger.end())) {
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
    private synchronized StowageException failed(IOException e) {
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
