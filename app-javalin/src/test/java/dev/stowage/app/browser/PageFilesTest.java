package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.http.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        running = RunningServer.in(folder, Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void thePageIsOpenAndAllowsItsOwnScriptsOnly() throws Exception {
        HttpResponse<String> page = running.send(running.anonymous("/"));
        assertEquals(200, page.statusCode());
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self' 'sha256-"), policy);
        assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
        assertTrue(page.body().contains("\"lit\":\"/webjars/lit/"), page.body());
    }

    @Test
    void ownFilesAreAskedForAgainAndAnsweredWithTheirTag() throws Exception {
        HttpResponse<String> file = running.send(running.anonymous("/web/format.js"));
        assertEquals("no-cache", header(file, "Cache-Control"));
        String tag = header(file, "ETag");
        HttpResponse<String> again =
                running.send(running.anonymous("/web/format.js").header("If-None-Match", tag));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void theLibraryIsServedForGoodInTheVersionThatIsUsed() throws Exception {
        String page = running.send(running.anonymous("/")).body();
        String lit = page.replaceAll("(?s).*\"lit\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> file = running.send(running.anonymous(lit));
        assertEquals(200, file.statusCode());
        assertEquals("public, max-age=31536000, immutable", header(file, "Cache-Control"));
        assertEquals("text/javascript; charset=utf-8", header(file, "Content-Type"));
        String another = lit.replaceAll("/[0-9.]+/", "/1.0.0/");
        assertEquals(404, running.send(running.anonymous(another)).statusCode());
    }

    @Test
    void nothingElseOfTheProgramIsServed() throws Exception {
        for (String path : List.of(
                "/web/../dev/stowage/app/Main.class",
                "/web/%2e%2e/dev/stowage/app/Main.class",
                "/web/index.html%00.js",
                "/web/components",
                "/web//etc/hosts.js",
                "/webjars/lit/../../../../logging.js",
                "/webjars/swagger-ui/5.0.0/index.js",
                "/webjars/lit/pom.properties")) {
            int status = running.send(running.anonymous(path)).statusCode();
            assertTrue(status == 400 || status == 404, path + " gives " + status);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
