package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk, of two mebibytes. */
class FullDiskTest {
    private static final String REQUIRED = "STOWAGE_REQUIRE_PROGRAMS";

    @TempDir
    Path disk;

    private final ScriptedOrigin origin = ScriptedOrigin.start();
    private Rig rig;

    @BeforeEach
    void mount() throws Exception {
        rig = new Rig(disk);
        String said = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        if (!said.isEmpty()) {
            assertFalse("true".equals(System.getenv(REQUIRED)), "mount is needed here, but says: " + said);
            abort("no file system can be mounted here: " + said);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        origin.close();
        rig.close();
        run("umount", disk.toString());
    }

    @Test
    void looksForRoomFirst() throws Exception {
        origin.serve("/a.bin", Resource.of(DownloadTest.CONTENT));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertFull(problem);
        assertEquals(0, rig.bytes().length);
        makeRoom();
        rig.assertHas(DownloadTest.CONTENT, rig.download(origin.uri("/a.bin")));
    }

    @Test
    void keepsWhatFitsAndGoesOnWhenThereIsRoom() throws Exception {
        origin.serve("/a.bin", Resource.of(DownloadTest.CONTENT))
                .next(FramingFaults.chunked(10_000)
                        .then(reply -> reply.withStatusLine("HTTP/1.1 200 OK").withoutHeader("Content-Range")));
        Problem problem = rig.problem(origin.uri("/a.bin"));
        assertFull(problem);
        assertTrue(rig.kept() >= 1 << 20, "kept: " + rig.kept());
        long kept = rig.kept();
        makeRoom();
        rig.assertHas(DownloadTest.CONTENT, rig.download(origin.uri("/a.bin")));
        assertEquals("started " + kept + " of 3000000", rig.heard.get(0));
    }

    private static void assertFull(Problem problem) {
        assertEquals(Codes.NO_SPACE, problem.code());
        assertEquals(Problem.Kind.STORAGE, problem.kind());
        assertEquals(Optional.of(Need.FREE_SPACE), problem.need());
        assertTrue(problem.message().startsWith("Could not download a.bin from 127.0.0.1:"), problem.message());
    }

    private void makeRoom() throws Exception {
        assertEquals("", run("mount", "-o", "remount,size=16m", disk.toString()));
    }

    private static String run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return process.waitFor() == 0 ? "" : said.strip() + " ";
        } catch (IOException e) {
            return "no program " + command[0];
        }
    }
}
