package dev.stowage.app.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Limits;
import dev.stowage.api.Stowage;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the program consists of, in this process, against origins that misbehave in every way of {@link Lies}: what gets a final
 * name is the file that the origin held at the end, or the one whose hash is known, and where there is none, a reason is told.
 *
 * <p>The seed decides the bytes, the places and the order; all run at once through one queue. What no one can tell without a hash is asked
 * with one only.
 */
@Timeout(300)
final class HostileOriginTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Limits LIMITS =
            new Limits(8, 6, Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofSeconds(5));

    @TempDir
    private Path folder;

    /** One lie told to one download. */
    private record Told(Lie lie, boolean hashKnown, Scene scene, Download begun) {
        @Override
        public String toString() {
            return lie.name() + (hashKnown ? ", hash known" : ", no hash known");
        }
    }

    private static LongStream seeds() {
        return LongStream.range(Rig.seed(), Rig.seed() + Rig.rounds(3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWrongFileGetsAFinalName(long seed) throws Exception {
        Installation home = Installation.in(folder);
        List<Told> told = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        try (Stowage stowage = Stowage.builder()
                .discover(HostileOriginTest.class.getClassLoader())
                .folders(home.models(), home.data())
                .limits(LIMITS)
                .setting("okhttp", "allowed-addresses", "127.0.0.0/8")
                .setting("okhttp", "stall-timeout", "500ms")
                .setting("okhttp", "answer-timeout", "1s")
                .build()) {
            stowage.start();
            tell(seed, stowage, told);
            for (Told one : told) {
                Download ended = stowage.downloads().await(one.begun().id(), PATIENCE);
                outcomes.add(one + ": " + outcome(one, ended));
            }
        } finally {
            told.forEach(one -> one.scene().close());
        }
        Collections.sort(outcomes);
        Rig.keep("hostile origin, seed " + seed, outcomes);
        List<String> wrong =
                outcomes.stream().filter(outcome -> outcome.contains("WRONG")).toList();
        assertEquals(List.of(), wrong);
        long completed = outcomes.stream()
                .filter(outcome -> outcome.endsWith("the right file"))
                .count();
        assertEquals(completed, home.placed().size(), "files under final names that nobody told of");
    }

    private static void tell(long seed, Stowage stowage, List<Told> told) throws StowageException {
        Random random = new Random(seed);
        List<Lie> lies = new ArrayList<>(Lies.all());
        assertTrue(lies.size() >= 30, "only " + lies.size());
        Collections.shuffle(lies, random);
        for (Lie lie : lies) {
            told.add(told(stowage, lie, true, "127.0.1." + (told.size() + 1), random.nextLong()));
            if (!lie.truth().needsHash()) {
                told.add(told(stowage, lie, false, "127.0.1." + (told.size() + 1), random.nextLong()));
            }
        }
    }

    private static Told told(Stowage stowage, Lie lie, boolean hashKnown, String address, long seed)
            throws StowageException {
        Scene scene = new Scene(address, seed, ModelFile.NAME);
        lie.script().accept(scene);
        String name = address.replace('.', '-') + ".safetensors";
        Answers.Builder answers = Answers.builder().type(ModelType.LORA).name(new FileName(name));
        if (hashKnown) {
            answers.sha256(new Sha256(scene.right().iterator().next().sha256()));
        }
        DownloadRequest request =
                DownloadRequest.builder(scene.url()).answers(answers.build()).build();
        return new Told(lie, hashKnown, scene, stowage.downloads().submit(request));
    }

    private static String outcome(Told told, Download ended) throws IOException {
        if (ended.status().carried() || ended.status() == Status.QUEUED) {
            return "WRONG: it did not come to an end, " + reason(ended);
        }
        if (ended.status() == Status.COMPLETED) {
            String sha256 = Installation.sha256(ended.filePath().orElseThrow());
            List<String> right = told.scene().right().stream()
                    .limit(told.hashKnown() ? 1 : Long.MAX_VALUE)
                    .map(Content::sha256)
                    .toList();
            return right.contains(sha256) ? "the right file" : "WRONG: a file that never was";
        }
        Lie.Truth truth = told.lie().truth();
        if (truth == Lie.Truth.ARRIVES || truth == Lie.Truth.ARRIVES_BY_HASH) {
            return "WRONG: it did not arrive, " + reason(ended);
        }
        return reason(ended);
    }

    private static String reason(Download ended) {
        String findings = ended.findings().stream().map(Finding::code).collect(Collectors.joining(" "));
        String reason = ended.problem().map(Problem::code).orElse("") + findings;
        String clear = reason.isEmpty() ? "WRONG: no reason is told, " : "";
        return clear + ended.status().wire() + " " + reason;
    }
}
