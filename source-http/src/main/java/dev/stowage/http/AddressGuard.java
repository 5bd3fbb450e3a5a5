package dev.stowage.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;

/**
 * Sockets that judge the address they connect to, the moment before they do.
 *
 * <p>This is the guard that counts: OkHttp asks no name service for hosts that look like an IP address, and writing one in another way
 * ({@code 2130706433}, {@code 127.1}) is the oldest trick there is; but whatever was written, it connects through here.
 */
final class AddressGuard extends SocketFactory {
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

    private final AddressPolicy policy;
    private final List<Cidr> anyPort;

    /** @param anyPort where the port does not matter */
    AddressGuard(AddressPolicy policy, List<Cidr> anyPort) {
        this.policy = policy;
        this.anyPort = anyPort;
    }

    private void judge(SocketAddress endpoint) throws AddressRefusedException {
        if (!(endpoint instanceof InetSocketAddress to) || !policy.judge(to).allowed()) {
            throw new AddressRefusedException(false);
        }
        if (!WEB_PORTS.contains(to.getPort()) && anyPort.stream().noneMatch(net -> net.contains(to.getAddress()))) {
            throw new AddressRefusedException(true);
        }
    }

    /** Goes straight to the address: a SOCKS proxy of the Java process would connect elsewhere than what was judged. */
    @Override
    public Socket createSocket() {
        return new GuardedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw neverUsed();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) {
        throw neverUsed();
    }

    @Override
    public Socket createSocket(InetAddress address, int port) {
        throw neverUsed();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw neverUsed();
    }

    private static UnsupportedOperationException neverUsed() {
        return new UnsupportedOperationException("Sockets are created unconnected and judged when they connect");
    }

    private final class GuardedSocket extends Socket {
        private final ReadAhead input = new ReadAhead(() -> super.getInputStream());

        GuardedSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            judge(endpoint);
            super.connect(endpoint, timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return input.open();
        }
    }
}
