package dev.stowage.tck.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final Content CONTENT = Content.seeded(7, 200_000);

    private static SSLContext context;

    @BeforeAll
    static void createKey(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("key.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options = "-genkeypair -keyalg EC -alias origin -validity 2 -dname CN=origin -ext SAN=IP:127.0.0.1"
                + " -storetype PKCS12 -storepass secret -keystore";
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ", -1)));
        command.add(store.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor(), "exit code of keytool");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @Test
    void servesOverTls() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", context)) {
            origin.serve("/file", Resource.of(CONTENT));
            HttpRequest request = HttpRequest.newBuilder(origin.uri("/file")).build();
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            assertArrayEquals(
                    CONTENT.toByteArray(),
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body());
            assertEquals("https", origin.uri("/file").getScheme());
        }
    }

    @Test
    void outlivesClientsThatDoNotTrustIt() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", context)) {
            HttpRequest request = HttpRequest.newBuilder(origin.uri("/file")).build();
            assertThrows(
                    SSLHandshakeException.class,
                    () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()));
            assertEquals(0, origin.requests().size());
            assertEquals(0, origin.bytesSent());
        }
    }

    @Test
    void saysGoodbyeOrIsCutOrReset() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", context)) {
            origin.serve("/file", Resource.of(CONTENT))
                    .next(BodyFaults.truncatedAt(10), BodyFaults.cutAt(10), BodyFaults.resetAt(10));
            assertTrue(encryptedBytesAfterReply(origin) > 0, "close_notify");
            assertEquals(0, encryptedBytesAfterReply(origin), "nothing");
            assertThrows(SocketException.class, () -> encryptedBytesAfterReply(origin));
        }
    }

    @Test
    void closesWhileRepliesAreStuck() throws Exception {
        ScriptedOrigin origin = ScriptedOrigin.startTlsOn("127.0.0.1", context);
        origin.serve("/file", Resource.of(CONTENT)).always(FramingFaults.endless(1));
        try (SSLSocket socket =
                ask(new Socket(InetAddress.getLoopbackAddress(), origin.uri("/").getPort()))) {
            socket.getInputStream().readNBytes(1000);
            origin.close();
        }
    }

    /** Reads a reply to its end and returns how much TLS had to say after its last byte. */
    private static long encryptedBytesAfterReply(ScriptedOrigin origin) throws IOException {
        long before = origin.bytesSent();
        try (CountingSocket tcp = new CountingSocket(origin.uri("/").getPort());
                SSLSocket socket = ask(tcp)) {
            InputStream in = socket.getInputStream();
            in.read();
            in.readNBytes((int) (origin.bytesSent() - before) - 1);
            long received = tcp.received;
            assertEquals(-1, in.read());
            return tcp.received - received;
        }
    }

    private static SSLSocket ask(Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, "127.0.0.1", tcp.getPort(), true);
        socket.getOutputStream().write("GET /file HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static final class CountingSocket extends Socket {
        private long received;

        CountingSocket(int port) throws IOException {
            super(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] target, int from, int length) throws IOException {
                    int count = in.read(target, from, length);
                    received += Math.max(0, count);
                    return count;
                }
            };
        }
    }
}
