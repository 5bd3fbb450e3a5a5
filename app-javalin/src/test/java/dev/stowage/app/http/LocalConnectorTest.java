package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that Jetty has accepted and nobody else knows of. */
final class LocalConnectorTest {
    private final LocalConnector connector =
            new LocalConnector(new Server(), new HttpConfiguration(), new HttpServer.Place("127.0.0.1", 0));

    private ServerSocket door;
    private Socket client;
    private Socket accepted;

    @BeforeEach
    void connect() throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new Socket(door.getInetAddress(), door.getLocalPort());
        accepted = door.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        accepted.close();
        door.close();
    }

    @Test
    void whoWasLetInBeforeTheEndIsNotLeftWaiting() throws IOException {
        connector.configure(accepted);
        connector.endAll();
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void whoIsLetInBehindTheEndIsNotLeftWaiting() throws IOException {
        connector.endAll();
        connector.configure(accepted);
        assertEquals(-1, client.getInputStream().read());
    }
}
