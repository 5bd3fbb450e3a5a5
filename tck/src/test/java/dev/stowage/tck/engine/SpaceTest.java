package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.Limits;
import dev.stowage.api.Scope;
import dev.stowage.api.Stowage;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.tck.fake.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is full for a while. */
@Timeout(60)
class SpaceTest {
    private static final Problem FULL = Problem.of(
                    Problem.Kind.STORAGE, Codes.NO_SPACE, "get it", "the disk is full", "Free some space.")
            .asking(Need.FREE_SPACE);

    @TempDir
    Path models;

    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-01T12:00:00Z"));
    private World world;
    private byte[] bytes = {};
    private int nudges;

    @BeforeEach
    void create() {
        world = new World(models);
        bytes = world.lora("x.safetensors");
        // one attempt: a look at the disk that counted as one would be the end
        world.limits = new Limits(1, 1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void isLookedAtEachMinuteUntilThereIsSpace(Scope scope) throws Exception {
        for (int i = 0; i < 4; i++) {
            world.fake.nextFails(70_000, FULL);
        }
        try (Stowage stowage = started(scope)) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            for (int look = 1; look < 4; look++) {
                assertEquals(Optional.of(Need.FREE_SPACE), asking.need());
                assertEquals(Optional.of(clock.instant().plusSeconds(60)), asking.retryAt());
                clock.advance(Duration.ofSeconds(60));
                nudge(stowage);
                asking = askingAgain(stowage, asking);
            }
            clock.advance(Duration.ofSeconds(60));
            nudge(stowage);
            world.assertInstalled(ended(stowage, asking), bytes);
        }
    }

    @Test
    void isNotLookedAtBefore() throws Exception {
        world.fake.nextFails(0, FULL);
        try (Stowage stowage = started(Scope.ALL)) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            clock.advance(Duration.ofSeconds(59));
            nudge(stowage);
            assertEquals(Optional.of(asking), stowage.downloads().find(asking.id()));
        }
    }

    @Test
    void isLookedAtAfterARestartToo() throws Exception {
        world.fake.nextFails(0, FULL);
        Download asking;
        try (Stowage stowage = started(Scope.ALL)) {
            asking = rested(stowage, world.submit(stowage, "x.safetensors"));
        }
        try (Stowage stowage = started(Scope.ALL)) {
            nudge(stowage);
            assertEquals(Optional.of(asking), stowage.downloads().find(asking.id()));
            clock.advance(Duration.ofSeconds(60));
            nudge(stowage);
            world.assertInstalled(ended(stowage, asking), bytes);
        }
    }

    @Test
    void itIsASettingHowOften() throws Exception {
        world.limits = world.limits.rechecking(Duration.ofHours(3));
        world.fake.nextFails(0, FULL);
        try (Stowage stowage = started(Scope.ALL)) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            assertEquals(Optional.of(clock.instant().plus(Duration.ofHours(3))), asking.retryAt());
        }
    }

    @Test
    void whoHasFreedSpaceNeedNotWait() throws Exception {
        world.fake.nextFails(0, FULL);
        try (Stowage stowage = started(Scope.ALL)) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            world.assertInstalled(rested(stowage, stowage.downloads().retry(asking.id())), bytes);
        }
    }

    @Test
    void whoCancelsIsNotAskedAgain() throws Exception {
        world.fake.nextFails(0, FULL);
        try (Stowage stowage = started(Scope.ALL)) {
            Download asking = rested(stowage, world.submit(stowage, "x.safetensors"));
            stowage.downloads().cancel(asking.id());
            clock.advance(Duration.ofSeconds(60));
            nudge(stowage);
            assertEquals(
                    Status.CANCELLED,
                    stowage.downloads().find(asking.id()).orElseThrow().status());
        }
    }

    private Stowage started(Scope scope) throws Exception {
        return World.started(world.wired().clock(clock).work(scope));
    }

    /** A clock that stands still wakes nobody. When this one has ended, the queue has looked at everything at least once. */
    private void nudge(Stowage stowage) throws Exception {
        String name = "missing-" + nudges++;
        assertEquals(Status.FAILED, ended(stowage, world.submit(stowage, name)).status());
    }

    private static Download askingAgain(Stowage stowage, Download before) throws Exception {
        Download now = before;
        while (now.version() == before.version() || now.status() != Status.AWAITING_DECISION) {
            now = stowage.downloads().find(before.id()).orElseThrow();
        }
        return now;
    }

    private static Download ended(Stowage stowage, Download download) throws Exception {
        Download now = download;
        while (now.status() != Status.COMPLETED && now.status() != Status.FAILED) {
            now = stowage.downloads().find(download.id()).orElseThrow();
        }
        return now;
    }
}
