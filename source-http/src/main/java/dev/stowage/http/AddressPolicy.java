package dev.stowage.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Stands in until the real one is merged. */
final class AddressPolicy {
    private final List<byte[]> nets = new ArrayList<>();
    private final List<Integer> bits = new ArrayList<>();

    static AddressPolicy allowing(String cidrs) {
        AddressPolicy policy = new AddressPolicy();
        for (String cidr : cidrs.split(",")) {
            if (cidr.isBlank()) {
                continue;
            }
            String[] parts = cidr.trim().split("/");
            try {
                policy.nets.add(InetAddress.getByName(parts[0]).getAddress());
                policy.bits.add(Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(cidr, e);
            }
        }
        return policy;
    }

    boolean allowsListed(InetAddress address) {
        byte[] own = address.getAddress();
        for (int i = 0; i < nets.size(); i++) {
            if (nets.get(i).length == own.length && same(nets.get(i), own, bits.get(i))) {
                return true;
            }
        }
        return false;
    }

    boolean permits(InetAddress a) {
        return allowsListed(a)
                || !(a.isLoopbackAddress()
                        || a.isAnyLocalAddress()
                        || a.isLinkLocalAddress()
                        || a.isSiteLocalAddress()
                        || a.isMulticastAddress());
    }

    private static boolean same(byte[] a, byte[] b, int bits) {
        for (int i = 0; i < bits; i++) {
            if (((a[i / 8] ^ b[i / 8]) >> (7 - i % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
