package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Decision;
import dev.stowage.api.Downloads;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** One Stowage changes what is in a data folder; any number read. */
@Timeout(60)
class OwnershipTest {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void create() {
        world = new World(folder.resolve("models"));
    }

    @Test
    void whoComesSecondReadsEverythingAndChangesNothing() throws Exception {
        byte[] bytes = world.lora("x.safetensors");
        world.lora("y.safetensors");
        Checkpoint hold = world.fake.nextHolds(70_000);
        try (Stowage first = wired("stowage serve").build();
                Stowage second = wired("stowage get").build()) {
            first.start();
            Download download = world.submit(first, "x.safetensors");
            hold.awaitReached(World.BOUND);
            Download seen = second.downloads().find(download.id()).orElseThrow();
            assertEquals(Status.DOWNLOADING, seen.status());
            assertEquals(Map.of(Status.DOWNLOADING, 1L), second.downloads().counts(DownloadQuery.ALL));
            assertEquals(
                    1,
                    second.downloads()
                            .preview(world.asking("y.safetensors").build())
                            .files()
                            .size());

            Downloads downloads = second.downloads();
            for (Executable change : List.<Executable>of(
                    second::start,
                    () -> world.submit(second, "y.safetensors"),
                    () -> downloads.pause(seen.id()),
                    () -> downloads.resume(seen.id()),
                    () -> downloads.cancel(seen.id()),
                    () -> downloads.retry(seen.id()),
                    () -> downloads.decide(seen.id(), Decision.files(List.of("x"))),
                    () -> downloads.review(seen.id(), seen.draft().orElseThrow(), true))) {
                Problem refusal = refused(change);
                assertEquals(Codes.ALREADY_RUNNING, refusal.code());
                assertTrue(refusal.message().contains("(stowage serve)"), refusal.message());
            }
            assertEquals(List.of(seen), downloads.list(DownloadQuery.ALL).items());
            hold.open();
            Download done = rested(first, download);
            world.assertInstalled(done, bytes);
            Asset asset = second.library().find(done.assetId().orElseThrow()).orElseThrow();
            assertEquals(
                    Codes.ALREADY_RUNNING,
                    refused(() -> second.library().edit(asset.id(), asset.version(), asset.card()))
                            .code());

            first.close();
            second.start();
            world.assertInstalled(
                    rested(second, world.submit(second, "y.safetensors")), World.bytes("y.safetensors", World.LENGTH));
        }
    }

    @Test
    void whoOnlyReadsTakesNothing() throws Exception {
        try (Stowage reader = wired("stowage ls").build()) {
            assertEquals(List.of(), reader.downloads().list(DownloadQuery.ALL).items());
            assertEquals(Optional.empty(), reader.library().find(World.sha(new byte[0])));
            assertFalse(Files.exists(folder.resolve("data/lock")));
            try (Stowage first = wired("stowage serve").build()) {
                first.start();
            }
        }
    }

    @Test
    void nothingIsChangedAfterTheEnd() throws Exception {
        world.lora("x.safetensors");
        Stowage stowage = wired("stowage serve").build();
        stowage.close();
        assertEquals(
                Codes.CANCELLED,
                refused(() -> world.submit(stowage, "x.safetensors")).code());
        assertEquals(Codes.CANCELLED, refused(stowage::start).code());
        assertEquals(
                List.of(), world.storage.downloads().list(DownloadQuery.ALL).items());
    }

    @Test
    void withoutADataFolderNothingIsLocked() throws Exception {
        try (Stowage first = world.started();
                Stowage second = world.wired().build()) {
            assertEquals(
                    first.downloads().list(DownloadQuery.ALL),
                    second.downloads().list(DownloadQuery.ALL));
            second.start();
        }
    }

    private StowageBuilder wired(String purpose) {
        return world.wired().folders(world.models, folder.resolve("data")).purpose(purpose);
    }

    private static Problem refused(Executable change) {
        return assertThrows(StowageException.class, change).problem();
    }
}
