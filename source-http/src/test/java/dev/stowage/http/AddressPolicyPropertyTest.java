package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares the policy with a slow one that knows numbers only and shares no code with it. */
class AddressPolicyPropertyTest {
    private static final int ADDRESSES = 100_000;

    /** First and last number of each refused range, in hex. */
    private static final List<BigInteger[]> V4 = ranges(
            "00000000-00ffffff",
            "0a000000-0affffff",
            "64400000-647fffff",
            "7f000000-7fffffff",
            "a83f8110-a83f8110",
            "a9fe0000-a9feffff",
            "ac100000-ac1fffff",
            "c0000000-c00000ff",
            "c0000200-c00002ff",
            "c0586300-c05863ff",
            "c0a80000-c0a8ffff",
            "c6120000-c613ffff",
            "c6336400-c63364ff",
            "cb007100-cb0071ff",
            "e0000000-ffffffff");

    private static final List<BigInteger[]> V6 = ranges(
            "00000000000000000000000000000000-00000000000000000000000000000001",
            "0064ff9b000100000000000000000000-0064ff9b0001ffffffffffffffffffff",
            "20010db8000000000000000000000000-20010db8ffffffffffffffffffffffff",
            "fc000000000000000000000000000000-fdffffffffffffffffffffffffffffff",
            "fe800000000000000000000000000000-feffffffffffffffffffffffffffffff",
            "ff000000000000000000000000000000-ffffffffffffffffffffffffffffffff");

    private static final BigInteger LOW_32 = new BigInteger("ffffffff", 16);

    private final Random random = new Random(42);

    @Test
    void agreesWithArithmetic() throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(List.of(), Set::of, address -> false);
        int refused = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            byte[] bytes = random.nextInt(3) == 0 ? randomV4() : randomV6();
            boolean expected = isRefused(bytes);
            assertEquals(!expected, isAllowed(policy, bytes), () -> Arrays.toString(bytes));
            refused += expected ? 1 : 0;
        }
        assertTrue(
                refused > ADDRESSES / 5 && refused < ADDRESSES * 4 / 5, "both verdicts must be frequent: " + refused);
    }

    @Test
    void agreesOnAllowedRanges() throws UnknownHostException {
        for (int i = 0; i < ADDRESSES; i++) {
            byte[] bytes = random.nextBoolean() ? randomV4() : filled(16);
            int bits = bytes.length * 8;
            int prefix = random.nextInt(bits + 1);
            BigInteger network = number(bytes).shiftRight(bits - prefix);
            byte[] other = bytes.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            Cidr range =
                    new Cidr(InetAddress.getByAddress(padded(network.shiftLeft(bits - prefix), bytes.length)), prefix);
            AddressPolicy policy = new AddressPolicy(List.of(range), Set::of, address -> false);
            assertTrue(isAllowed(policy, bytes), () -> range + " has " + Arrays.toString(bytes));
            boolean inside = number(other).shiftRight(bits - prefix).equals(network);
            assertEquals(
                    inside || !isRefused(other),
                    isAllowed(policy, other),
                    () -> range + " and " + Arrays.toString(other));
        }
    }

    private static boolean isAllowed(AddressPolicy policy, byte[] bytes) throws UnknownHostException {
        return policy.judge(new InetSocketAddress(InetAddress.getByAddress(bytes), 443))
                .allowed();
    }

    private static boolean isRefused(byte[] bytes) {
        BigInteger value = number(bytes);
        if (bytes.length == 4) {
            return within(V4, value);
        }
        BigInteger low = value.and(LOW_32);
        if (begins(value, 96, "0") || begins(value, 96, "ffff") || begins(value, 96, "64ff9b0000000000000000")) {
            return within(V4, low);
        }
        if (begins(value, 32, "20010000")) {
            return within(V4, LOW_32.subtract(low));
        }
        return begins(value, 16, "2002") ? within(V4, value.shiftRight(80).and(LOW_32)) : within(V6, value);
    }

    private static boolean begins(BigInteger value, int bits, String hex) {
        return value.shiftRight(128 - bits).equals(new BigInteger(hex, 16));
    }

    private static boolean within(List<BigInteger[]> ranges, BigInteger value) {
        return ranges.stream().anyMatch(range -> range[0].compareTo(value) <= 0 && value.compareTo(range[1]) <= 0);
    }

    private byte[] randomV4() {
        return random.nextBoolean() ? filled(4) : nearEdge(V4, 4);
    }

    private byte[] randomV6() {
        byte[] v4 = randomV4();
        byte[] bytes = filled(16);
        return switch (random.nextInt(8)) {
            case 0 -> bytes;
            case 1, 2 -> nearEdge(V6, 16);
            case 3 -> with(new byte[16], v4, 12);
            case 4 -> with(with(new byte[16], new byte[] {-1, -1}, 10), v4, 12);
            case 5 -> with(with(new byte[16], new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b}, 0), v4, 12);
            case 6 -> with(with(bytes, new byte[] {0x20, 0x02}, 0), v4, 2);
            default -> with(with(bytes, new byte[] {0x20, 0x01, 0, 0}, 0), flipped(v4), 12);
        };
    }

    private byte[] nearEdge(List<BigInteger[]> ranges, int length) {
        BigInteger edge = ranges.get(random.nextInt(ranges.size()))[random.nextInt(2)];
        return padded(edge.add(BigInteger.valueOf(random.nextInt(5) - 2L)), length);
    }

    private byte[] filled(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] with(byte[] bytes, byte[] part, int at) {
        System.arraycopy(part, 0, bytes, at, part.length);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            flipped[i] = (byte) ~bytes[i];
        }
        return flipped;
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** The number modulo what fits, as bytes of that length. */
    private static byte[] padded(BigInteger value, int length) {
        byte[] bytes = value.mod(BigInteger.ONE.shiftLeft(8 * length)).toByteArray();
        byte[] padded = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
        return padded;
    }

    private static List<BigInteger[]> ranges(String... texts) {
        List<BigInteger[]> ranges = new ArrayList<>();
        for (String text : texts) {
            int dash = text.indexOf('-');
            ranges.add(new BigInteger[] {
                new BigInteger(text.substring(0, dash), 16), new BigInteger(text.substring(dash + 1), 16)
            });
        }
        return ranges;
    }
}
