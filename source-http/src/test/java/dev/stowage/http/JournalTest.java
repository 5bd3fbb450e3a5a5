package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Optional<String> BOOT = Optional.of("11111111-1111-1111-1111-111111111111");
    private static final Optional<String> NEXT_BOOT = Optional.of("22222222-2222-2222-2222-222222222222");
    private static final RangeSet<Long> NOTHING = ImmutableRangeSet.of();
    private static final byte[] BYTES = new byte[300];
    private static final JournalHeader HEADER = new JournalHeader(
            7,
            OptionalLong.of(1_000),
            new Validators(Optional.of("\"v1\""), Optional.of("Tue, 03 Jun 2008 11:05:30 GMT")),
            Optional.of("a".repeat(64)),
            Optional.of("m\u00F6del.safetensors"),
            BOOT);

    @TempDir
    Path folder;

    @Test
    void keepsWhatItWasTold() throws IOException {
        write();
        Journal.Found found = Journal.read(file()).orElseThrow();
        assertEquals(HEADER, found.header());
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 300L)), found.ledger().written());
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 100L)), found.ledger().durable());
    }

    @Test
    void keepsAHeaderThatKnowsNothing() throws IOException {
        JournalHeader bare = new JournalHeader(
                0, OptionalLong.empty(), Validators.NONE, Optional.empty(), Optional.empty(), Optional.empty());
        Journal.begin(file(), bare, new Ledger()).close();
        assertEquals(bare, Journal.read(file()).orElseThrow().header());
    }

    @Test
    void beginsWithWhatIsKnownAlready() throws IOException {
        Ledger known = new Ledger();
        known.add(sum(0, 10));
        known.add(sum(20, 30));
        known.addUnsummed(Range.closedOpen(40L, 50L));
        known.secured(ImmutableRangeSet.of(Range.closedOpen(0L, 5L)));
        Journal.begin(file(), HEADER, known).close();
        Ledger found = Journal.read(file()).orElseThrow().ledger();
        assertEquals(known.written(), found.written());
        assertEquals(known.durable(), found.durable());
        assertEquals(known.sums(), found.sums());
        assertEquals(known.unsummed(), found.unsummed());
    }

    @Test
    void trustsWhatWasWrittenOnlyInTheSameRunOfTheSystem() throws IOException {
        write();
        Journal.Found found = Journal.read(file()).orElseThrow();
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 300L)),
                found.trusted(BOOT, 1_000).written());
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 100L)),
                found.trusted(NEXT_BOOT, 1_000).written());
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 100L)),
                found.trusted(Optional.empty(), 1_000).written());
    }

    @Test
    void trustsNothingBeyondTheFile() throws IOException {
        write();
        Journal.Found found = Journal.read(file()).orElseThrow();
        assertEquals(
                ImmutableRangeSet.of(Range.closedOpen(0L, 42L)),
                found.trusted(BOOT, 42).written());
        assertTrue(found.trusted(BOOT, 0).written().isEmpty());
    }

    @Test
    void losesNoMoreThanItsTornEnd() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file());
        int header = HEADER.encoded().remaining();
        int record = (whole.length - header) / 4;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            Optional<Journal.Found> found = Journal.read(file());
            assertEquals(length >= header, found.isPresent(), "cut at " + length);
            if (length >= header) {
                assertEquals(expected((length - header) / record), trusted(found.get()), "cut at " + length);
            }
        }
    }

    @Test
    void stopsAtADamagedByte() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file());
        int header = HEADER.encoded().remaining();
        int record = (whole.length - header) / 4;
        Random random = new Random(5);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            Optional<Journal.Found> found = Journal.read(file());
            assertEquals(at >= header, found.isPresent(), "damaged at " + at);
            if (at >= header) {
                assertEquals(expected((at - header) / record), trusted(found.get()), "damaged at " + at);
            }
        }
    }

    @Test
    void readsNoRecordsOfAnotherJournal() throws IOException {
        write();
        byte[] mine = Files.readAllBytes(file());
        int length = HEADER.encoded().remaining();
        JournalHeader other = new JournalHeader(
                8, HEADER.total(), HEADER.validators(), HEADER.sha256(), HEADER.name(), HEADER.bootId());
        byte[] mixed = mine.clone();
        other.encoded().get(mixed, 0, length);
        Files.write(file(), mixed);
        assertTrue(trusted(Journal.read(file()).orElseThrow()).isEmpty());
    }

    @Test
    void readsNothingFromWhatIsNoJournal() throws IOException {
        assertEquals(Optional.empty(), Journal.read(file()));
        Files.write(file(), new byte[] {1, 2, 3});
        assertEquals(Optional.empty(), Journal.read(file()));
        Files.delete(file());
        Files.createSymbolicLink(file(), folder.resolve("elsewhere"));
        assertEquals(Optional.empty(), Journal.read(file()));
    }

    @Test
    void noticesWhoTookItOver() throws IOException {
        try (Journal mine = Journal.begin(file(), HEADER, new Ledger())) {
            assertTrue(mine.inPlace());
            JournalHeader other = new JournalHeader(
                    8, HEADER.total(), HEADER.validators(), HEADER.sha256(), HEADER.name(), HEADER.bootId());
            Journal.begin(file(), other, new Ledger()).close();
            assertFalse(mine.inPlace());
            Files.delete(file());
            assertFalse(mine.inPlace());
        }
    }

    /** Four records: 0-100 written, then durable; 100-300 written in two. */
    private void write() throws IOException {
        try (Journal journal = Journal.begin(file(), HEADER, new Ledger())) {
            journal.written(sum(0, 100));
            journal.durable(Range.closedOpen(0L, 100L));
            journal.written(sum(100, 200));
            journal.written(sum(200, 300));
        }
    }

    private static RangeSet<Long> expected(int records) {
        long end = records == 0 ? 0 : Math.max(1, records - 1) * 100L;
        return end == 0 ? NOTHING : ImmutableRangeSet.of(Range.closedOpen(0L, end));
    }

    private static RangeSet<Long> trusted(Journal.Found found) {
        return found.trusted(BOOT, Long.MAX_VALUE).written();
    }

    private static Checksum sum(int first, int end) {
        return Checksum.of(first, ByteBuffer.wrap(BYTES, first, end - first)).get(0);
    }

    private Path file() {
        return folder.resolve("journal");
    }
}
