package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.BOUND;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.Stowage;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetRegistry;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.Storage;
import dev.stowage.tck.fake.Checkpoint;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for a download is told what is stored, whatever happens meanwhile. */
class AwaitTest {
    @TempDir
    Path models;

    /** Closing parks what runs. Who read it just before that, and looks whether all is over just after, knows nothing of it yet. */
    @Test
    void tellsWhatClosingHasStored() throws Exception {
        World world = new World(models);
        world.lora("x.safetensors");
        Checkpoint hold = world.fake.nextHolds(0);
        AtomicReference<Runnable> afterReading = new AtomicReference<>(() -> {});
        try (Stowage stowage = World.started(
                world.wired(watched(world.storage, afterReading)).use(AssetRegistry.class, "test", world.registry))) {
            Download download = world.submit(stowage, "x.safetensors");
            hold.awaitReached(BOUND);
            Thread waiting = Thread.currentThread();
            afterReading.set(() -> {
                if (Thread.currentThread() == waiting) {
                    stowage.close();
                }
            });
            Download told = stowage.downloads().await(download.id(), BOUND);
            assertEquals(Status.QUEUED, told.status());
            assertEquals(world.storage.downloads().find(download.id()).orElseThrow(), told);
        }
    }

    /** Lets something happen whenever a download has been read, before who reads it gets it. */
    private static Storage watched(Storage storage, AtomicReference<Runnable> afterReading) {
        DownloadStore downloads = face(DownloadStore.class, (self, method, arguments) -> {
            Object result = method.invoke(storage.downloads(), arguments);
            if (method.getName().equals("find")) {
                requireNonNull(afterReading.get()).run();
            }
            return result;
        });
        return face(
                Storage.class,
                (self, method, arguments) ->
                        method.getName().equals("downloads") ? downloads : method.invoke(storage, arguments));
    }

    private static <T> T face(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
