package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferRequest;
import dev.stowage.tck.origin.Content;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class StoredTest {
    private static final Content CONTENT = Content.seeded(4, 10_000);
    private static final Optional<String> BOOT = Optional.of("one");
    private static final Optional<String> NEXT_BOOT = Optional.of("two");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Rhythm rhythm = new Rhythm(
            nanos::get,
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            4_000,
            Duration.ofMinutes(1),
            1,
            Duration.ofSeconds(1));
    private Map<HashAlgorithm, String> published = Map.of();

    @Test
    void recordsWhatIsWrittenAtOnce() throws Exception {
        try (Stored stored = opened(BOOT)) {
            append(stored, 10);
            assertEquals(10, vouched(BOOT));
            assertEquals(0, vouched(NEXT_BOOT));
        }
    }

    @Test
    void forcesToTheDiskLessOften() throws Exception {
        try (Stored stored = opened(BOOT)) {
            append(stored, 4_000);
            assertEquals(4_000, vouched(NEXT_BOOT));
            append(stored, 10);
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            append(stored, 10);
            assertEquals(4_020, vouched(NEXT_BOOT));
        }
    }

    @Test
    void goesOnWhereThisRunOfTheSystemLeftOff() throws Exception {
        crashAfter(2_500);
        try (Stored stored = opened(BOOT)) {
            assertEquals(2_500, stored.good());
            assertEquals(Optional.of("\"v1\""), stored.header().validators().etag());
        }
    }

    @Test
    void forgetsAfterAPowerFailureWhatWasNotForced() throws Exception {
        crashAfter(4_000, 1_500);
        try (Stored stored = opened(NEXT_BOOT)) {
            assertEquals(4_000, stored.good());
            assertArrayEquals(CONTENT.slice(0, 4_000).toByteArray(), Files.readAllBytes(part()));
        }
        try (Stored stored = opened(NEXT_BOOT)) {
            assertEquals(4_000, stored.good());
        }
    }

    @Test
    void trustsNoMoreThanTheFileHolds() throws Exception {
        crashAfter(2_500);
        try (var channel = Files.newByteChannel(part(), StandardOpenOption.WRITE)) {
            channel.truncate(1_700);
        }
        try (Stored stored = opened(BOOT)) {
            assertEquals(1_700, stored.good());
        }
    }

    @Test
    void cutsWhatTheJournalDoesNotKnow() throws Exception {
        crashAfter(2_500);
        Files.write(part(), new byte[500], StandardOpenOption.APPEND);
        try (Stored stored = opened(BOOT)) {
            assertEquals(2_500, stored.good());
            assertEquals(2_500, Files.size(part()));
        }
    }

    @Test
    void beginsAnewWithoutAJournal() throws Exception {
        crashAfter(2_500);
        Files.delete(journal());
        try (Stored stored = opened(BOOT)) {
            assertEquals(0, stored.good());
            assertEquals(0, Files.size(part()));
        }
    }

    @Test
    void beginsAnewWhenAnotherHashIsExpected() throws Exception {
        published = Map.of(HashAlgorithm.SHA256, "ab".repeat(32));
        crashAfter(2_500);
        published = Map.of(HashAlgorithm.SHA256, CONTENT.sha256());
        try (Stored stored = opened(BOOT)) {
            assertEquals(0, stored.good());
        }
    }

    @Test
    void forgetsEverythingWhenItBeginsAnew() throws Exception {
        crashAfter(2_500);
        try (Stored stored = opened(BOOT)) {
            stored.restart();
            assertEquals(0, stored.good());
            assertTrue(stored.header().validators().none());
            assertEquals(0, vouched(BOOT));
            assertEquals(0, Files.size(part()));
        }
    }

    @Test
    void keepsWhatFitsWhenTheDiskIsFull() throws Exception {
        FlakyChannel channel = new FlakyChannel(PrivateFile.create(part()));
        try (Stored stored = over(channel)) {
            append(stored, 1_500);
            channel.writeFails = true;
            Problem problem = problem(() -> append(stored, 10));
            assertEquals(Codes.NO_SPACE, problem.code());
            assertEquals(Optional.of(Need.FREE_SPACE), problem.need());
            stored.secure();
            assertEquals(1_500, vouched(NEXT_BOOT));
        }
        assertArrayEquals(CONTENT.slice(0, 1_500).toByteArray(), Files.readAllBytes(part()));
    }

    @Test
    void trustsNothingAnyMoreAfterADiskThatCouldNotForce() throws Exception {
        FlakyChannel channel = new FlakyChannel(PrivateFile.create(part()));
        try (Stored stored = over(channel)) {
            append(stored, 1_500);
            channel.forceFails = true;
            Problem problem = problem(stored::secure);
            assertEquals(Codes.DISK_ERROR, problem.code());
            assertEquals(Optional.of(Need.FIX_STORAGE), problem.need());
            channel.forceFails = false;
            stored.secure();
        }
        assertFalse(Files.exists(journal()));
        try (Stored stored = opened(BOOT)) {
            assertEquals(0, stored.good());
        }
    }

    @Test
    void stopsWhenItsFileIsNotItsOwnAnyMore() throws Exception {
        try (Stored stored = opened(BOOT)) {
            append(stored, 2_000);
            Files.delete(part());
            Files.write(part(), new byte[2_000]);
            Problem problem = problem(stored::secure);
            assertEquals(Codes.PART_ALTERED, problem.code());
            assertTrue(problem.retryable());
        }
    }

    @Test
    void stopsWhenSomebodyShortensItsFile() throws Exception {
        try (Stored stored = opened(BOOT)) {
            append(stored, 2_000);
            try (var channel = Files.newByteChannel(part(), StandardOpenOption.WRITE)) {
                channel.truncate(1_999);
            }
            assertEquals(Codes.PART_ALTERED, problem(stored::secure).code());
        }
    }

    @Test
    void stopsWhenSomebodyElseTakesTheTransferOver() throws Exception {
        try (Stored late = opened(BOOT)) {
            append(late, 2_000);
            JournalHeader theirs = JournalHeader.of(request(2), BOOT);
            try (Stored winner = Stored.open(request(2), BOOT, rhythm)) {
                winner.describe(theirs.withVersion(OptionalLong.of(10_000), version()));
                assertEquals(Codes.PART_ALTERED, problem(() -> append(late, 10)).code());
                append(winner, 500);
                winner.secure();
            }
        }
        assertEquals(2_500, vouched(NEXT_BOOT));
    }

    @Test
    void takesOverWhatAnotherDownloadOfTheSameFileHasLeft() throws Exception {
        try (Stored stored = Stored.open(request(9), BOOT, rhythm)) {
            stored.describe(stored.header().withVersion(OptionalLong.of(10_000), version()));
            append(stored, 2_000);
        }
        try (Stored stored = Stored.open(request(3), BOOT, rhythm)) {
            assertEquals(2_000, stored.good());
            assertEquals(3, stored.header().owner());
        }
    }

    @Test
    void leavesAJournalAloneThatWasBegunMeanwhile() throws Exception {
        try (Stored late = Stored.open(request(1), BOOT, rhythm)) {
            try (Stored winner = Stored.open(request(2), BOOT, rhythm)) {
                winner.describe(winner.header().withVersion(OptionalLong.of(10_000), version()));
                assertEquals(
                        Codes.PART_ALTERED,
                        problem(() -> late.describe(late.header().withName(Optional.of("late"))))
                                .code());
                late.close();
                append(winner, 500);
                winner.secure();
            }
        }
        assertEquals(500, vouched(NEXT_BOOT));
        assertEquals(500, Files.size(part()));
    }

    @Test
    void fillsGapsInAnyOrder() throws Exception {
        try (Stored stored = opened(BOOT)) {
            put(stored, 5_000, 3_000);
            put(stored, 1_000, 500);
            assertEquals(3_500, stored.good());
            assertEquals(0, stored.prefix());
            put(stored, 0, 1_000);
            assertEquals(1_500, stored.prefix());
            assertEquals(
                    ImmutableRangeSet.<Long>builder()
                            .add(Range.closedOpen(1_500L, 5_000L))
                            .add(Range.closedOpen(8_000L, 10_000L))
                            .build(),
                    stored.missing(10_000));
        }
        try (Stored stored = opened(BOOT)) {
            assertEquals(4_500, stored.good());
            put(stored, 1_500, 3_500);
            put(stored, 8_000, 2_000);
            assertTrue(stored.complete());
            assertEquals(List.of(), stored.damaged());
        }
        assertArrayEquals(CONTENT.toByteArray(), Files.readAllBytes(part()));
    }

    @Test
    void namesTheBlocksThatAreNotWhatCame() throws Exception {
        Content large = Content.seeded(6, 9_000_000);
        published = Map.of(HashAlgorithm.SHA256, large.sha256());
        try (Stored stored = Stored.open(request(1), BOOT, rhythm)) {
            stored.describe(stored.header().withVersion(OptionalLong.of(9_000_000), version()));
            for (int at = 0; at < 9_000_000; at += 500_000) {
                stored.write(at, ByteBuffer.wrap(large.slice(at, 500_000).toByteArray()));
            }
            assertEquals(List.of(), stored.damaged());
            Files.write(part(), large.flipBit(5_000_000).toByteArray());
            Range<Long> second = Range.closedOpen(Checksum.BLOCK, 2 * Checksum.BLOCK);
            assertEquals(List.of(second), stored.damaged());
        }
        try (Stored stored = Stored.open(request(2), BOOT, rhythm)) {
            assertEquals(1, stored.damaged().size(), "it is known in the next run too");
            try (var channel = Files.newByteChannel(part(), StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            assertEquals(3, stored.damaged().size());
        }
    }

    @Test
    void keepsItsJournalSmall() throws Exception {
        Content large = Content.seeded(6, 100_000);
        try (Stored stored = Stored.open(request(1), BOOT, rhythm)) {
            stored.describe(stored.header().withVersion(OptionalLong.of(100_000), version()));
            long largest = 0;
            for (int at = 0; at < 100_000; at += 20) {
                stored.write(at, ByteBuffer.wrap(large.slice(at, 20).toByteArray()));
                largest = Math.max(largest, Files.size(journal()));
            }
            assertTrue(largest < 100_000, "it grew to " + largest);
            assertTrue(largest > 60_000, "it was never large");
            assertEquals(List.of(), stored.damaged());
        }
        try (Stored stored = Stored.open(request(2), BOOT, rhythm)) {
            assertEquals(99_999, stored.good());
            assertTrue(Files.size(journal()) < 1_000, "one block is one record");
        }
    }

    @Test
    void forgetsAJournalOfTheFirstVersion() throws Exception {
        crashAfter(2_500);
        byte[] bytes = Files.readAllBytes(journal());
        bytes[4] = 1;
        Files.write(journal(), bytes);
        try (Stored stored = opened(BOOT)) {
            assertEquals(0, stored.good());
            assertEquals(0, Files.size(part()));
        }
    }

    @Test
    void refusesToWriteThroughALink() throws Exception {
        Path elsewhere = Files.write(folder.resolve("elsewhere"), new byte[] {1, 2, 3});
        Files.createSymbolicLink(part(), elsewhere);
        Problem problem = problem(() -> opened(BOOT).close());
        assertEquals(Codes.PART_ALTERED, problem.code());
        assertEquals(Optional.of(Need.FIX_STORAGE), problem.need());
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(elsewhere));
    }

    @Test
    void saysThatItsFolderIsMissing() throws Exception {
        Files.delete(folder);
        assertEquals(Codes.ROOT_MISSING, problem(() -> opened(BOOT).close()).code());
        Files.createDirectory(folder);
    }

    /** Writes in pieces, and ends without saying so. */
    private void crashAfter(int... pieces) throws Exception {
        Stored stored = opened(BOOT);
        for (int piece : pieces) {
            append(stored, piece);
        }
    }

    private static void put(Stored stored, long first, int count) throws StowageException {
        stored.write(first, ByteBuffer.wrap(CONTENT.slice(first, count).toByteArray()));
    }

    private void append(Stored stored, int count) throws StowageException {
        stored.write(
                stored.good(),
                ByteBuffer.wrap(CONTENT.slice(stored.good(), count).toByteArray()));
    }

    private Stored opened(Optional<String> bootId) throws StowageException {
        Stored stored = Stored.open(request(1), bootId, rhythm);
        if (stored.good() == 0) {
            stored.describe(stored.header().withVersion(OptionalLong.of(10_000), version()));
        }
        return stored;
    }

    private Stored over(FlakyChannel channel) throws Exception {
        Object identity =
                Files.readAttributes(part(), BasicFileAttributes.class).fileKey();
        PartFile file = new PartFile(part(), channel, identity);
        Stored stored = new Stored(file, Claim.on(journal()), JournalHeader.of(request(1), BOOT), rhythm);
        stored.describe(stored.header().withVersion(OptionalLong.of(10_000), version()));
        return stored;
    }

    private static Validators version() {
        return new Validators(Optional.of("\"v1\""), Optional.empty());
    }

    private TransferRequest request(long owner) {
        return new TransferRequest(List.of(), part(), journal(), OptionalLong.empty(), published, owner);
    }

    private long vouched(Optional<String> bootId) throws Exception {
        return Journal.read(journal())
                .map(found -> found.trusted(bootId, Long.MAX_VALUE))
                .map(Ledger::count)
                .orElse(0L);
    }

    private static Problem problem(Executable action) {
        return assertThrows(StowageException.class, action).problem();
    }

    private Path part() {
        return folder.resolve("bytes.part");
    }

    private Path journal() {
        return folder.resolve("journal");
    }
}
