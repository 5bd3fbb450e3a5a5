package dev.stowage.http;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of whole downloads share: an origin, a folder and a downloader. */
abstract class DownloadTest {
    static final Content CONTENT = Content.seeded(1, 3_000_000);
    static final Content OTHER = Content.seeded(2, 3_000_000);
    static final long SIZE = CONTENT.length();

    @TempDir
    Path folder;

    final ScriptedOrigin origin = ScriptedOrigin.start();
    Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @AfterEach
    void close() {
        origin.close();
        rig.close();
    }

    /** Replaces the downloader by one that soon loses patience. */
    void beHasty() {
        rig.close();
        rig = new Rig(folder, Rig.hasty());
    }
}
