package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stowage.app.rig.Foreground;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, against the web server that most of the internet's files come from. */
final class NginxTest {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final byte[] STYLE = LoopbackServer.safetensors(1, 2_000_000);
    private static final Pattern PERCENT = Pattern.compile("(\\d+) %");

    @TempDir
    private Path folder;

    private int port;
    private Process nginx;

    @BeforeEach
    void start() throws Exception {
        boolean required = "true".equals(System.getenv("STOWAGE_REQUIRE_PROGRAMS"));
        assumeTrue(required || Files.isExecutable(NGINX), "nginx is not installed");
        Files.createDirectories(folder.resolve("www"));
        Files.write(folder.resolve("www/style.safetensors"), STYLE);
        port = freePort();
        Files.writeString(folder.resolve("nginx.conf"), configuration());
        nginx = new ProcessBuilder(NGINX.toString(), "-p", folder.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        awaitListening();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    @Test
    void goesOnAfterItWasKilledInTheMiddle() throws Exception {
        Process killed = stowage();
        try (BufferedReader lines = killed.errorReader(StandardCharsets.UTF_8)) {
            awaitPercent(lines, 20);
        }
        killed.destroyForcibly().waitFor();
        assertTrue(placed().isEmpty(), "nothing lies under a final name");

        Files.createFile(folder.resolve("unlimited"));
        Process again = stowage();
        String told = new String(again.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, again.waitFor(), told);
        Path style = folder.resolve("models/loras/style.safetensors");
        assertEquals(style + "\n", new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertArrayEquals(STYLE, Files.readAllBytes(style));
        List<String> ranges = Files.readAllLines(folder.resolve("ranges.log"));
        assertEquals("bytes=0-262143", ranges.get(0));
        assertEquals(
                1, ranges.stream().filter(range -> range.startsWith("bytes=0-")).count(), "it went on: " + ranges);
    }

    private Process stowage() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(
                List.of("get", "--connections", "1", "--type", "lora", "--sha256", LoopbackServer.sha256(STYLE)));
        command.add("http://127.0.0.1:" + port + "/style.safetensors");
        ProcessBuilder process = new ProcessBuilder(command);
        Foreground.clear(process.environment());
        process.environment().put("STOWAGE_HOME", folder.resolve("data").toString());
        process.environment().put("STOWAGE_MODELS_DIR", folder.resolve("models").toString());
        process.environment().put("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8");
        return process.start();
    }

    private static void awaitPercent(BufferedReader lines, int least) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher percent = PERCENT.matcher(line);
            if (percent.find() && Integer.parseInt(percent.group(1)) >= least) {
                return;
            }
        }
        throw new AssertionError("It ended before it could be killed");
    }

    private List<Path> placed() throws IOException {
        Path loras = folder.resolve("models/loras");
        if (!Files.isDirectory(loras)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(loras)) {
            return files.toList();
        }
    }

    private void awaitListening() throws Exception {
        while (true) {
            assertTrue(nginx.isAlive(), () -> "nginx ended: " + said());
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("nginx.out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String configuration() {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log nginx.err;
                events {}
                http {
                    log_format range $http_range;
                    access_log ranges.log range;
                    client_body_temp_path tmp;
                    proxy_temp_path tmp;
                    fastcgi_temp_path tmp;
                    uwsgi_temp_path tmp;
                    scgi_temp_path tmp;
                    server {
                        listen 127.0.0.1:%d;
                        root www;
                        # Enough for a beginning, and then next to nothing, until there is a file that says otherwise.
                        limit_rate_after 3m;
                        limit_rate 1k;
                        if (-f %s/unlimited) {
                            set $limit_rate 0;
                        }
                    }
                }
                """.formatted(port, folder);
    }
}
