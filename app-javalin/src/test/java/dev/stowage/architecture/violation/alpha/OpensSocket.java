package dev.stowage.architecture.violation.alpha;

import java.net.Socket;

/** Breaks: only the HTTP stack opens sockets. */
public final class OpensSocket {
    private OpensSocket() {}

    static Socket open() {
        return new Socket();
    }
}
