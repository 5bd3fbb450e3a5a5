package dev.stowage.http;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** Finds the IPv4 address that an IPv6 address really leads to: mapped, compatible, NAT64, 6to4 and Teredo forms. */
final class EmbeddedIpv4 {
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

    private EmbeddedIpv4() {}

    static Optional<InetAddress> in(InetAddress address) {
        return address instanceof Inet6Address v6 ? in(v6) : Optional.empty();
    }

    private static Optional<InetAddress> in(Inet6Address address) {
        if (InetAddresses.is6to4Address(address)) {
            return Optional.of(InetAddresses.get6to4IPv4Address(address));
        }
        if (InetAddresses.isTeredoAddress(address)) {
            return Optional.of(InetAddresses.getTeredoInfo(address).getClient());
        }
        boolean mapped = Cidr.bytes(address).length == 4;
        return mapped || NAT64.contains(address) || InetAddresses.isCompatIPv4Address(address)
                ? Optional.of(lastFourBytes(address))
                : Optional.empty();
    }

    private static InetAddress lastFourBytes(Inet6Address address) {
        return InetAddresses.fromInteger(Ints.fromByteArray(Arrays.copyOfRange(address.getAddress(), 12, 16)));
    }
}
