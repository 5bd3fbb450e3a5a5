package dev.stowage.app.http;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Where connections come in. Jetty loses sight of one that it has accepted while it stops: nobody answers there, and nobody ends it. So this
 * remembers all that are open.
 */
final class LocalConnector extends ServerConnector {
    private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalConnector(Server server, HttpConfiguration http, HttpServer.Place place) {
        super(server, new HttpConnectionFactory(http));
        setHost(place.host());
        setPort(place.port());
    }

    @Override
    protected void configure(Socket socket) {
        super.configure(socket);
        accepted.removeIf(Socket::isClosed);
        accepted.add(socket);
        if (closed) {
            end(socket);
        }
    }

    /** Ends what is open once Jetty has stopped, and whatever still comes. */
    void endAll() {
        closed = true;
        accepted.forEach(LocalConnector::end);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it has ended already
        }
    }
}
