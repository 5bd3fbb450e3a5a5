package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.stowage.model.FetchTarget;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers over several connections that stop at any moment: killed, without power, cancelled. What is continued is always right. */
@Timeout(120)
class SegmentCrashTest extends DownloadTest {
    private static final Content FILE = Content.seeded(21, 300_000);
    private static final byte[] RIGHT = FILE.toByteArray();
    private static final int CONNECTIONS = 4;
    private static final int EVERY = 10_000;
    private static final int MOMENTS = 6;

    private final List<Path> moments = new ArrayList<>();
    private final List<Long> there = new ArrayList<>();
    private boolean gaps;

    @BeforeEach
    void crowd() {
        crowded(rig);
        origin.serve("/a.bin", Resource.of(FILE)).always(paced());
    }

    @Test
    void goesOnFromEveryMomentAtWhichTheProgramMayDie() throws Exception {
        record();
        origin.route("/a.bin").always(Fault.none());
        for (int i = 0; i < moments.size(); i++) {
            try (Rig after = crowded(new Rig(moments.get(i)))) {
                TransferResult result = after.download(origin.uri("/a.bin"));
                after.assertHas(FILE, result);
                long started = Long.parseLong(after.heard.get(0).split(" ", -1)[1]);
                assertTrue(
                        started >= Math.min(there.get(i), FILE.length() - 1),
                        "kept only " + started + " of " + there.get(i));
            }
        }
    }

    @Test
    void neverTrustsWhatAPowerFailureTook() throws Exception {
        record();
        origin.route("/a.bin").always(Fault.none());
        Random random = new Random(7);
        int cuts = 0;
        while (cuts < 200) {
            for (Path moment : moments) {
                Path copy = Files.createDirectory(folder.resolve("cut-" + ++cuts));
                copy(moment, copy);
                losePower(copy, random);
                assertTrustsOnlyWhatIsRight(copy);
                if (cuts % 8 == 0) {
                    Stored.open(request(copy, 9), Optional.of("next boot"), rig.rhythm)
                            .close();
                    try (Rig after = crowded(new Rig(copy))) {
                        after.owner = 10;
                        after.assertHas(FILE, after.download(origin.uri("/a.bin")));
                    }
                }
            }
        }
        assertTrue(cuts >= 200, "cuts: " + cuts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void goesOnAfterBeingCancelledAtAnyMoment(int seed) throws Exception {
        Random random = new Random(seed);
        long before = 0;
        for (int attempt = 0; attempt < 4; attempt++) {
            try (Rig next = crowded(new Rig(folder))) {
                next.gateway.call.cancelAtCheck(5 + random.nextInt(80));
                try {
                    next.assertHas(FILE, next.download(origin.uri("/a.bin")));
                    return;
                } catch (CancelledException e) {
                    assertEquals(0, next.threadsAlive());
                    assertTrue(next.kept() >= before, "lost what it had");
                    before = next.kept();
                }
            }
        }
        origin.route("/a.bin").always(Fault.none());
        rig.assertHas(FILE, rig.download(origin.uri("/a.bin")));
        assertEquals("started " + before + " of 300000", rig.heard.get(0).replace("?", "300000"));
    }

    @Test
    void losesAtMostABufferWhenKilled() throws Exception {
        Content large = Content.seeded(22, 7_000_000);
        Gate gate = new Gate();
        origin.serve("/large", Resource.of(large)).always(BodyFaults.heldAt(6_500_000, gate));
        rig.rhythm = Rhythm.usual(Duration.ofMinutes(1));
        rig.sizes = SegmentPlan.Sizes.USUAL;
        CompletableFuture<TransferResult> running = new CompletableFuture<>();
        Thread caller = Rig.daemon(() -> {
            try {
                running.complete(rig.download(origin.uri("/large")));
            } catch (StowageException e) {
                running.completeExceptionally(e);
            }
        });
        caller.start();
        gate.awaitReached(Duration.ofSeconds(30));
        rig.awaitContiguous(6_500_000 - (1 << 20));
        Path moment = Files.createDirectory(folder.resolve("killed"));
        copy(folder, moment);
        gate.open();
        running.get();
        try (Rig after = new Rig(moment)) {
            after.assertHas(large, after.download(origin.uri("/large")));
            long started = Long.parseLong(after.heard.get(0).split(" ", -1)[1]);
            assertTrue(started >= 6_500_000 - (1 << 20), "kept only " + started);
        }
    }

    @Test
    void anInterruptIsACancellation() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(CancelledException.class, () -> rig.download(origin.uri("/a.bin")));
        assertTrue(Thread.interrupted());
        assertEquals(0, origin.requests().size());
        Gate never = new Gate();
        origin.route("/a.bin")
                .always(BodyFaults.slowFrom(2_000, 1_000, Duration.ofMillis(10))
                        .then(reply -> reply.at(7_500, Step.await(never))));
        Thread caller = Thread.currentThread();
        TransferListener interrupting = new TransferListener() {
            @Override
            public void contiguous(long bytes) {
                caller.interrupt();
            }
        };
        assertThrows(
                CancelledException.class,
                () -> rig.downloader().download(request(rig.folder, 1), interrupting, rig.gateway.call));
        assertTrue(Thread.interrupted());
        assertEquals(0, rig.threadsAlive());
        assertTrue(rig.kept() > 0, "kept nothing");
        origin.route("/a.bin").always(Fault.none());
        rig.owner = 5;
        rig.assertHas(FILE, rig.download(origin.uri("/a.bin")));
    }

    private static Rig crowded(Rig rig) {
        rig.crowded(CONNECTIONS).sizes = new SegmentPlan.Sizes(16 << 10, 8 << 10, 2 << 10);
        return rig;
    }

    /** Slow enough for all connections to have something to do. */
    private static Fault paced() {
        return BodyFaults.slowFrom(2_000, 4_000, Duration.ofMillis(5));
    }

    /** Which connection is ahead is for the threads to say, so one run may pass too few moments, or none with a gap. */
    private void record() throws Exception {
        for (int run = 1; moments.size() < MOMENTS || !gaps; run++) {
            try (Rig one = crowded(new Rig(Files.createDirectory(folder.resolve("run-" + run))))) {
                one.downloader().download(request(one.folder, 1), new Copying(one.folder), one.gateway.call);
            }
        }
    }

    private TransferRequest request(Path place, long owner) {
        return new TransferRequest(
                List.of(call -> FetchTarget.at(origin.uri("/a.bin"))),
                place.resolve("bytes.part"),
                place.resolve("journal"),
                OptionalLong.empty(),
                Map.of(),
                owner);
    }

    /** What was not forced becomes zeros or was never there. */
    private static void losePower(Path moment, Random random) throws IOException {
        Path part = moment.resolve("bytes.part");
        RangeSet<Long> lost = TreeRangeSet.create();
        lost.add(Range.closedOpen(0L, Files.size(part)));
        RangeSet<Long> durable =
                Journal.read(moment.resolve("journal")).orElseThrow().ledger().durable();
        lost.removeAll(durable);
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            for (Range<Long> range : lost.asRanges()) {
                int count = (int) (range.upperEndpoint() - range.lowerEndpoint());
                int zeros = random.nextInt(count + 1);
                file.seek(range.lowerEndpoint() + random.nextInt(count - zeros + 1));
                file.write(new byte[zeros]);
            }
            long end = durable.isEmpty() ? 0 : durable.span().upperEndpoint();
            file.setLength(end + (long) (random.nextDouble() * (file.length() - end)));
        }
        tear(moment.resolve("journal"), random);
    }

    /** The end of the journal that was not forced is lost too, anywhere behind the last forced record. */
    private static void tear(Path journal, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(journal);
        int torn = random.nextInt(Journal.RECORD_BYTES);
        RangeSet<Long> durable = Journal.read(journal).orElseThrow().ledger().durable();
        byte[] cut = Arrays.copyOf(bytes, bytes.length - torn);
        Files.write(journal, cut);
        if (!Journal.read(journal).orElseThrow().ledger().durable().equals(durable)) {
            Files.write(journal, bytes);
        }
    }

    private static void assertTrustsOnlyWhatIsRight(Path place) throws IOException {
        byte[] bytes = Files.readAllBytes(place.resolve("bytes.part"));
        Journal.Found found = Journal.read(place.resolve("journal")).orElseThrow();
        Ledger trusted = found.trusted(Optional.of("next boot"), bytes.length);
        for (Range<Long> range : trusted.written().asRanges()) {
            int first = (int) (long) range.lowerEndpoint();
            int end = (int) (long) range.upperEndpoint();
            assertTrue(Arrays.equals(RIGHT, first, end, bytes, first, end), "wrong bytes in " + range);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        // The journal first: what it knows is in the file by then.
        for (String name : List.of("journal", "bytes.part")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    /** Copies the files about every so many bytes. */
    private final class Copying implements TransferListener {
        private final Path from;
        private long next = EVERY;
        private long good;

        Copying(Path from) {
            this.from = from;
        }

        @Override
        public void contiguous(long bytes) {
            good = Math.max(good, bytes);
            if (bytes < next) {
                return;
            }
            next = bytes + EVERY;
            try {
                Path moment = Files.createDirectory(folder.resolve("moment-" + moments.size()));
                copy(from, moment);
                moments.add(moment);
                there.add(good);
                gaps |= Files.size(moment.resolve("bytes.part")) > good;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
