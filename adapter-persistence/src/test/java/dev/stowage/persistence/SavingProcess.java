package dev.stowage.persistence;

import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.Storage;
import dev.stowage.tck.fake.FakeProviderContext;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that saves one download after another and says so each time it has been told that one is stored, until it is killed. */
public final class SavingProcess {
    private SavingProcess() {}

    /** Takes the folder and the ids of the downloads; a thread for each saves its next version again and again. */
    public static void main(String[] arguments) throws Exception {
        SqlStorageProvider provider = new SqlStorageProvider();
        Storage storage = provider.create(new FakeProviderContext(provider, Path.of(arguments[0])));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 1; i < arguments.length; i++) {
            String id = arguments[i];
            new Thread(() -> save(storage.downloads(), id, out)).start();
        }
    }

    private static void save(DownloadStore downloads, String id, PrintStream out) {
        try {
            while (true) {
                Download stored = downloads.find(new DownloadId(id)).orElseThrow();
                Download next = stored.toBuilder()
                        .version(stored.version() + 1)
                        .receivedBytes(stored.version() + 1)
                        .build();
                if (downloads.save(next, "saved")) {
                    out.println(id + " " + next.version());
                }
            }
        } catch (Exception e) {
            out.println("FAILED " + e);
        }
    }
}
