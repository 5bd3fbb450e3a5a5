package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferResult;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of all kinds in any order, that a head or a count can tell. What ends well has the bytes of one version, each in its place. */
class FaultMixTest {
    private static final int CASES = 25;
    private static final int MOST_ATTEMPTS = 60;
    private static final int SIZE = 400_000;
    private static final Content OLD = Content.seeded(11, SIZE);
    private static final Content NEW = Content.seeded(12, SIZE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tag", "no tag", "tag and hash", "no tag and hash"})
    void neverMixesAndAlwaysEnds(String setting) throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            Path own = Files.createDirectory(folder.resolve("case-" + seed));
            try (ScriptedOrigin origin = ScriptedOrigin.start();
                    Rig rig = new Rig(own)) {
                play(origin, rig, setting, new Random(seed));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "no tag", "tag and hash", "no tag and hash"})
    void neverMixesOverSeveralConnections(String setting) throws Exception {
        for (long seed = 100; seed < 100 + CASES; seed++) {
            Path own = Files.createDirectory(folder.resolve("case-" + seed));
            try (ScriptedOrigin origin = ScriptedOrigin.start();
                    Rig rig = new Rig(own).crowded(4)) {
                play(origin, rig, setting, new Random(seed));
            }
        }
    }

    private static void play(ScriptedOrigin origin, Rig rig, String setting, Random random) throws Exception {
        boolean tagged = setting.startsWith("tag");
        Resource old = tagged ? Resource.of(OLD) : Resource.of(OLD).withoutEtag();
        origin.serve("/a.bin", old);
        for (int i = random.nextInt(12); i > 0; i--) {
            origin.route("/a.bin").next(fault(random));
        }
        boolean replaced = tagged && random.nextBoolean();
        if (replaced) {
            origin.route("/a.bin")
                    .from(
                            1 + random.nextInt(8),
                            Fault.serving(resource -> Resource.of(NEW).withEtag("\"v2\"")));
        }
        if (setting.endsWith("hash")) {
            rig.published = Map.of(HashAlgorithm.SHA256, (replaced ? NEW : OLD).sha256());
        }
        TransferResult result = finished(origin, rig);
        byte[] bytes = rig.bytes();
        boolean right = Arrays.equals(OLD.toByteArray(), bytes) || Arrays.equals(NEW.toByteArray(), bytes);
        assertTrue(right && result.totalBytes() == SIZE, () -> "wrong bytes after " + rig.heard);
    }

    private static TransferResult finished(ScriptedOrigin origin, Rig rig) {
        Optional<StowageException> last = Optional.empty();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return rig.download(origin.uri("/a.bin"));
            } catch (StowageException e) {
                assertTrue(!e.problem().code().equals(Codes.INTERNAL), e.getMessage());
                last = Optional.of(e);
            }
        }
        throw new AssertionError("no end", last.orElseThrow());
    }

    private static Fault fault(Random random) {
        int at = random.nextInt(SIZE);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> BodyFaults.truncatedAt(at);
            case 4 -> BodyFaults.resetAt(at);
            case 5 -> AnswerFaults.status(500 + random.nextInt(3));
            case 6 -> AnswerFaults.hangUp();
            case 7 -> RangeFaults.ignored();
            case 8 -> RangeFaults.moved(random.nextInt(9) - 4, -random.nextInt(200_000));
            case 9 -> RangeFaults.withoutContentRange();
            case 10 -> RangeFaults.multipart();
            case 11 -> RangeFaults.total(Integer.toString(SIZE + random.nextInt(3) - 1));
            case 12 -> RangeFaults.notSatisfiable("bytes */" + SIZE);
            case 13 -> AnswerFaults.loginPage();
            case 14 -> FramingFaults.labelled("gzip");
            case 15 -> FramingFaults.chunkedCutAt(10_000, at);
            case 16 -> FramingFaults.secondContentLength("17");
            case 17 -> Fault.serving(resource -> resource.withEtag("\"edge" + at + "\""));
            case 18 -> AnswerFaults.status(403);
            default -> FramingFaults.contentLength(Integer.toString(SIZE + 1 + at));
        };
    }
}
