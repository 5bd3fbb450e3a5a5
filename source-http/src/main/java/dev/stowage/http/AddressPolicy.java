package dev.stowage.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to. Judged at connect time on the address that the socket would get, because neither
 * the written host nor an earlier lookup proves anything about it. Safe for use by any thread.
 */
final class AddressPolicy {
    private static final List<RefusedRange> REFUSED = List.of(
            new RefusedRange("unspecified", "0.0.0.0/8", "::/128"),
            new RefusedRange("loopback", "127.0.0.0/8", "::1/128"),
            new RefusedRange("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
            new RefusedRange("carrier_nat", "100.64.0.0/10"),
            new RefusedRange("link_local", "169.254.0.0/16", "fe80::/10"),
            new RefusedRange("protocol", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48"),
            new RefusedRange("documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"),
            new RefusedRange("benchmark", "198.18.0.0/15"),
            new RefusedRange("multicast", "224.0.0.0/4", "ff00::/8"),
            new RefusedRange("reserved", "240.0.0.0/4"),
            // A public address by which machines in Azure reach the service that hands out their secrets.
            new RefusedRange("metadata", "168.63.129.16/32"));

    private final List<Cidr> allowed;
    private final Supplier<Set<InetSocketAddress>> ownListeners;
    private final Predicate<InetAddress> ofThisMachine;

    /**
     * @param allowed ranges that an administrator opened; they win over every refusal but that of our own listeners
     * @param ownListeners what Stowage itself listens on right now, as it was bound; asked at every judgment
     */
    AddressPolicy(List<Cidr> allowed, Supplier<Set<InetSocketAddress>> ownListeners) {
        this(allowed, ownListeners, MachineAddresses::contains);
    }

    /** @param ofThisMachine whether an address is one of this machine's; its loopback addresses need not be known */
    AddressPolicy(
            List<Cidr> allowed, Supplier<Set<InetSocketAddress>> ownListeners, Predicate<InetAddress> ofThisMachine) {
        this.allowed = List.copyOf(allowed);
        this.ownListeners = ownListeners;
        this.ofThisMachine = ofThisMachine;
    }

    /** Judges the address that a socket is about to connect to; one that is not resolved is refused. */
    Verdict judge(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        if (address == null) {
            return Verdict.refused("unresolved");
        }
        List<InetAddress> destinations = destinations(address);
        if (destinations.stream().anyMatch(destination -> isOwnListener(destination, remote.getPort()))) {
            return Verdict.refused("own_listener");
        }
        if (destinations.stream().anyMatch(this::isAllowed)) {
            return Verdict.ALLOWED;
        }
        if (hasZone(address)) {
            return Verdict.refused("zone");
        }
        return destinations.stream()
                .flatMap(destination -> refusal(destination).stream())
                .findFirst()
                .map(Verdict::refused)
                .orElse(Verdict.ALLOWED);
    }

    private static List<InetAddress> destinations(InetAddress address) {
        return Stream.concat(Stream.of(address), EmbeddedIpv4.in(address).stream())
                .toList();
    }

    private Optional<String> refusal(InetAddress address) {
        Optional<String> range = REFUSED.stream()
                .filter(refused -> refused.contains(address))
                .map(RefusedRange::reason)
                .findFirst();
        return range.isEmpty() && ofThisMachine.test(address) ? Optional.of("own_address") : range;
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }

    private boolean isOwnListener(InetAddress address, int port) {
        return ownListeners.get().stream()
                .filter(listener -> listener.getPort() == port)
                .anyMatch(listener -> answersTo(listener, address));
    }

    private boolean answersTo(InetSocketAddress listener, InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return true;
        }
        boolean everywhere = listener.isUnresolved() || listener.getAddress().isAnyLocalAddress();
        return everywhere
                ? address.isLoopbackAddress() || ofThisMachine.test(address)
                : Arrays.equals(Cidr.bytes(listener.getAddress()), Cidr.bytes(address));
    }

    private static boolean hasZone(InetAddress address) {
        return address instanceof Inet6Address v6 && (v6.getScopeId() != 0 || v6.getScopedInterface() != null);
    }

    /**
     * The outcome of a judgment.
     *
     * @param reason one word for logs, never for creators, because it would tell them about the network; empty when
     *     allowed
     */
    record Verdict(boolean allowed, String reason) {
        static final Verdict ALLOWED = new Verdict(true, "");

        static Verdict refused(String reason) {
            return new Verdict(false, reason);
        }
    }

    private record RefusedRange(String reason, List<Cidr> ranges) {
        RefusedRange(String reason, String... ranges) {
            this(reason, Stream.of(ranges).map(Cidr::parse).toList());
        }

        boolean contains(InetAddress address) {
            return ranges.stream().anyMatch(range -> range.contains(address));
        }
    }
}
