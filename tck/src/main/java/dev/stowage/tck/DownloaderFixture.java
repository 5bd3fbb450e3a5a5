package dev.stowage.tck;

import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.tck.fake.LoopbackHttpGateway;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A scripted origin, a downloader, and files between them. */
abstract class DownloaderFixture extends Contract {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final int MIB = 1 << 20;

    /** Nobody gives up because the machine was busy for a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For the one stall that a test waits for. */
    private static final Duration HASTE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private ScriptedOrigin origin;
    private HttpGateway gateway;
    private Downloader downloader;
    private int files;

    /**
     * A new downloader; closed by the kit when it is {@link AutoCloseable}. Give it short waits: a test waits as long as the downloader
     * does.
     *
     * @param http the way to the origin, which is on a loopback address
     */
    protected abstract Downloader create(HttpGateway http) throws Exception;

    /**
     * The way to the origin; a plain one, unless overridden. Closed by the kit when it is AutoCloseable.
     *
     * @param patience how long it waits for a connection, and for the next bytes of an answer
     */
    protected HttpGateway gateway(Duration patience) throws Exception {
        return new LoopbackHttpGateway(patience);
    }

    /** How many good bytes may be fetched again after an orderly end, such as a broken connection or a pause; 1 MiB. */
    protected long mayFetchAgain() {
        return MIB;
    }

    @BeforeEach
    final void open() throws Exception {
        origin = ScriptedOrigin.start();
        gateway = gateway(PATIENCE);
        downloader = create(gateway);
    }

    @AfterEach
    final void close() throws Exception {
        close(downloader);
        close(gateway);
        origin.close();
    }

    final ScriptedOrigin origin() {
        return origin;
    }

    final Downloader downloader() {
        return downloader;
    }

    /** Another instance, as another process has it. */
    final void restart() throws Exception {
        close(downloader);
        downloader = create(gateway);
    }

    /** From now on an origin that says nothing is given up soon. */
    final void beHasty() throws Exception {
        close(downloader);
        close(gateway);
        gateway = gateway(HASTE);
        downloader = create(gateway);
    }

    final Transfer transfer(long bytes) throws IOException {
        files++;
        return Transfer.of(Content.seeded(files, bytes), origin, folder.resolve("transfer-" + files));
    }

    private static void close(Object thing) throws Exception {
        if (thing instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
