package dev.stowage.http;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of IP addresses that share their first bits, such as {@code 10.0.0.0/8}; a single address is a range of one.
 *
 * <p>An IPv4 address written as IPv6 ({@code ::ffff:10.1.2.3}) is that IPv4 address, as it is for sockets. Zones do not
 * matter.
 */
record Cidr(InetAddress network, int prefix) {
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /** What begins an IPv4 address written as IPv6. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** @throws IllegalArgumentException if the prefix is longer than the address or bits behind it are set */
    Cidr {
        int bits = bytes(network).length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("its prefix must be 0 to " + bits);
        }
        BigInteger value = new BigInteger(1, bytes(network));
        if (value.signum() != 0 && value.getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException("bits behind its prefix are set");
        }
    }

    /**
     * Reads ranges and single addresses separated by commas: {@code 127.0.0.0/8, ::1/128, 10.1.2.3}. Blank text is the
     * empty list.
     *
     * @throws IllegalArgumentException if one is malformed; the message is one sentence that quotes it and may be shown
     */
    static List<Cidr> parseList(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(Cidr::parse).toList();
    }

    /**
     * Reads one range or address. Names are not looked up.
     *
     * @throws IllegalArgumentException as {@link #parseList}
     */
    static Cidr parse(String text) {
        String range = text.strip();
        try {
            int slash = range.indexOf('/');
            InetAddress network = literal(slash < 0 ? range : range.substring(0, slash));
            return new Cidr(
                    network, slash < 0 ? bytes(network).length * Byte.SIZE : number(range.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Could not read \"" + range + "\" as a range of addresses: " + e.getMessage()
                            + ". Write an IP address, or a range such as 10.0.0.0/8 or fd00::/8.",
                    e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = bytes(network);
        byte[] other = bytes(address);
        int behind = mine.length * Byte.SIZE - prefix;
        return mine.length == other.length
                && new BigInteger(1, mine)
                                .xor(new BigInteger(1, other))
                                .shiftRight(behind)
                                .signum()
                        == 0;
    }

    /** Returns 4 bytes for an IPv4 address, also when it is written as IPv6, and 16 for any other. */
    static byte[] bytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == 16 && Arrays.equals(bytes, 0, 12, MAPPED, 0, 12);
        return mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static InetAddress literal(String text) {
        if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
            throw new IllegalArgumentException("it is no IP address");
        }
        InetAddress address = InetAddresses.forString(text);
        if (text.indexOf(':') >= 0 && bytes(address).length == 4) {
            throw new IllegalArgumentException("it is an IPv4 address written as IPv6");
        }
        return address;
    }

    private static int number(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException("its prefix is no number");
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return InetAddresses.toAddrString(network) + "/" + prefix;
    }
}
