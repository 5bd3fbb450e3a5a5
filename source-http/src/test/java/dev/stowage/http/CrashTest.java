package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.FetchTarget;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The program or the machine ends in the middle; what is left is copied at many moments, damaged as a crash would, and continued. */
class CrashTest extends DownloadTest {
    private static final int PIECE = 100_000;
    private final List<Path> moments = new ArrayList<>();

    @Test
    void goesOnFromEveryMomentAtWhichTheProgramMayDie() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        record();
        assertTrue(moments.size() >= 20, "moments: " + moments.size());
        for (Path moment : moments) {
            long there = Files.size(moment.resolve("bytes.part"));
            try (Rig after = new Rig(moment)) {
                after.assertHas(CONTENT, after.download(origin.uri("/a.bin")));
                assertTrue(startedAt(after) >= there - 2 * PIECE, after.heard + " after " + there);
            }
        }
    }

    @Test
    void neverTrustsWhatAPowerFailureTook() throws Exception {
        origin.serve("/a.bin", Resource.of(CONTENT));
        record();
        Random random = new Random(7);
        for (Path moment : moments) {
            losePower(moment, random);
            TransferRequest request = new TransferRequest(
                    List.of(),
                    moment.resolve("bytes.part"),
                    moment.resolve("journal"),
                    OptionalLong.empty(),
                    Map.of(),
                    9);
            try (Stored stored = Stored.open(request, Optional.of("next boot"), rig.rhythm)) {
                Content right = CONTENT.slice(0, stored.good());
                assertTrue(Arrays.equals(right.toByteArray(), Files.readAllBytes(request.partFile())));
            }
            try (Rig after = new Rig(moment)) {
                after.owner = 10;
                after.assertHas(CONTENT, after.download(origin.uri("/a.bin")));
            }
        }
    }

    /** Bytes that were not forced become zeros, or the file is shorter; the journal loses an end that was not forced. */
    private static void losePower(Path moment, Random random) throws IOException {
        Path part = moment.resolve("bytes.part");
        long size = Files.size(part);
        long durable = Journal.read(moment.resolve("journal")).orElseThrow().ledger().durable().asRanges().stream()
                .mapToLong(range -> range.upperEndpoint())
                .max()
                .orElse(0);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            long from = durable + (long) (random.nextDouble() * (size - durable));
            channel.write(ByteBuffer.allocate((int) (size - from)), from);
            channel.truncate(durable + (long) (random.nextDouble() * (size - durable)));
        }
    }

    private void record() throws Exception {
        rig.rhythm = new Rhythm(
                System::nanoTime,
                Duration.ZERO,
                Duration.ofHours(1),
                5 * PIECE,
                Duration.ofHours(1),
                1,
                Duration.ofHours(1));
        TransferRequest request = new TransferRequest(
                List.of(call -> FetchTarget.at(origin.uri("/a.bin"))),
                rig.part(),
                rig.journal(),
                OptionalLong.empty(),
                Map.of(),
                1);
        rig.downloader().download(request, new Copying(), rig.gateway.call);
    }

    private static long startedAt(Rig after) {
        return Long.parseLong(after.heard.get(0).split(" ", -1)[1]);
    }

    /** Copies the files about every so many bytes. */
    private final class Copying implements TransferListener {
        private long next = PIECE;

        @Override
        public void contiguous(long bytes) {
            if (bytes < next) {
                return;
            }
            next = bytes + PIECE;
            try {
                Path moment = Files.createDirectory(folder.resolve("moment-" + moments.size()));
                Files.copy(rig.part(), moment.resolve("bytes.part"));
                Files.copy(rig.journal(), moment.resolve("journal"));
                moments.add(moment);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
