package dev.stowage.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** Refuses a name as a whole when any of its addresses is forbidden: such a name is a trap, whichever address comes first. */
final class GuardedDns implements Dns {
    private static final int MOST_ADDRESSES = 8;
    private static final int ANY_PORT = 0;

    private final Dns names;
    private final AddressPolicy policy;

    GuardedDns(Dns names, AddressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> found = names.lookup(hostname);
        if (!found.stream().allMatch(this::permitted)) {
            throw new AddressRefusedException(false);
        }
        return found.subList(0, Math.min(found.size(), MOST_ADDRESSES));
    }

    /** The port is not known here; the socket judges it. */
    private boolean permitted(InetAddress address) {
        return policy.judge(new InetSocketAddress(address, ANY_PORT)).allowed();
    }
}
