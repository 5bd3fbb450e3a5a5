package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy STRICT = new AddressPolicy(List.of(), Set::of, address -> false);

    /** Every refused range, with the verdicts next to its first and its last address ("+" allowed, "-" none there). */
    @ParameterizedTest(name = "{0} to {1} is {2}")
    @CsvSource({
        "0.0.0.0, 0.255.255.255, unspecified, -, +",
        "10.0.0.0, 10.255.255.255, private, +, +",
        "100.64.0.0, 100.127.255.255, carrier_nat, +, +",
        "127.0.0.0, 127.255.255.255, loopback, +, +",
        "168.63.129.16, 168.63.129.16, metadata, +, +",
        "169.254.0.0, 169.254.255.255, link_local, +, +",
        "172.16.0.0, 172.31.255.255, private, +, +",
        "192.0.0.0, 192.0.0.255, protocol, +, +",
        "192.0.2.0, 192.0.2.255, documentation, +, +",
        "192.88.99.0, 192.88.99.255, protocol, +, +",
        "192.168.0.0, 192.168.255.255, private, +, +",
        "198.18.0.0, 198.19.255.255, benchmark, +, +",
        "198.51.100.0, 198.51.100.255, documentation, +, +",
        "203.0.113.0, 203.0.113.255, documentation, +, +",
        "224.0.0.0, 239.255.255.255, multicast, +, reserved",
        "240.0.0.0, 255.255.255.255, reserved, multicast, -",
        "::, ::, unspecified, -, loopback",
        "::1, ::1, loopback, unspecified, unspecified",
        "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff, protocol, +, +",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, documentation, +, +",
        "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, private, +, +",
        "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, link_local, +, private",
        "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, private, link_local, multicast",
        "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, multicast, private, -",
        // The ends of the translated ranges embed 0.0.0.0 and 255.255.255.255.
        "64:ff9b::, 64:ff9b::, unspecified, +, unspecified",
        "64:ff9b::ffff:ffff, 64:ff9b::ffff:ffff, reserved, reserved, +",
        "2001::, 2001::, reserved, +, reserved",
        "2001:0:ffff:ffff:ffff:ffff:ffff:ffff, 2001:0:ffff:ffff:ffff:ffff:ffff:ffff, unspecified, unspecified, +",
        "2002::, 2002::, unspecified, +, unspecified",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, reserved, reserved, +",
        "::255.255.255.255, ::255.255.255.255, reserved, reserved, +",
    })
    void refusesRangesUpToTheirEnds(String first, String last, String reason, String before, String after) {
        assertEquals(reason, verdict(STRICT, InetAddresses.forString(first)));
        assertEquals(reason, verdict(STRICT, InetAddresses.forString(last)));
        if (!before.equals("-")) {
            assertEquals(before, verdict(STRICT, InetAddresses.decrement(InetAddresses.forString(first))));
        }
        if (!after.equals("-")) {
            assertEquals(after, verdict(STRICT, InetAddresses.increment(InetAddresses.forString(last))));
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1.1.1.1, +",
        "8.8.8.8, +",
        "104.18.6.192, +",
        "177.0.0.1, +",
        "172.15.0.1, +",
        "172.32.0.1, +",
        "2606:4700::6812:6c0, +",
        "2a00:1450:4001:82b::200e, +",
        "0.0.0.0, unspecified",
        "0.0.0.1, unspecified",
        "127.0.0.1, loopback",
        "127.1.2.3, loopback",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.20.10.1, private",
        "192.168.1.1, private",
        "100.100.100.200, carrier_nat",
        "169.254.169.254, link_local",
        "192.0.0.192, protocol",
        "192.0.0.170, protocol",
        "192.88.99.1, protocol",
        "168.63.129.16, metadata",
        "198.18.0.1, benchmark",
        "224.0.0.251, multicast",
        "239.255.255.250, multicast",
        "255.255.255.255, reserved",
        "fd00:ec2::254, private",
        "fd12:3456::1, private",
        "fec0::1, private",
        "fe80::1, link_local",
        "ff02::1, multicast",
        "ff0e::1, multicast",
        "::ffff:8.8.8.8, +",
        "::ffff:127.0.0.1, loopback",
        "::ffff:7f00:1, loopback",
        "::ffff:10.1.2.3, private",
        "::ffff:169.254.169.254, link_local",
        "::ffff:0.0.0.0, unspecified",
        "::8.8.8.8, +",
        "::127.0.0.1, loopback",
        "::192.168.0.1, private",
        "::2, unspecified",
        "64:ff9b::8.8.8.8, +",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::169.254.169.254, link_local",
        "64:ff9b::10.0.0.1, private",
        "64:ff9b:1::8.8.8.8, protocol",
        "2002:808:808::1, +",
        "2002:7f00:1::, loopback",
        "2002:c0a8:101::1, private",
        "2002:a9fe:a9fe::, link_local",
        // Teredo writes the client's address with every bit flipped: 8.8.8.8, 127.0.0.1, 192.168.1.1, 10.0.0.1.
        "2001:0:4136:e378:8000:63bf:f7f7:f7f7, +",
        "2001:0:4136:e378:8000:63bf:80ff:fffe, loopback",
        "2001:0:4136:e378:8000:63bf:3f57:fefe, private",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe, private",
        // Not flipped they would be loopback; flipped this is 128.255.255.254.
        "2001:0:4136:e378:8000:63bf:7f00:1, +",
    })
    void judgesWhereAnAddressLeads(String address, String verdict) {
        assertEquals(verdict, verdict(STRICT, InetAddresses.forString(address)));
    }

    /** What people write for a host, the address a connection would get, and the verdict on it. */
    @ParameterizedTest(name = "{0} leads to {1}: {2}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1, loopback",
        "127.1, 127.0.0.1, loopback",
        "0, 0.0.0.0, unspecified",
        "2130706433, 127.0.0.1, loopback",
        "2852039166, 169.254.169.254, link_local",
        "[::ffff:7f00:1], 127.0.0.1, loopback",
        "[::ffff:127.0.0.1], 127.0.0.1, loopback",
        "[::127.0.0.1], ::7f00:1, loopback",
        "[::1], ::1, loopback",
        "[::], ::, unspecified",
        "[0:0:0:0:0:0:0:1], ::1, loopback",
        "[64:ff9b::7f00:1], 64:ff9b::7f00:1, loopback",
        "[2002:7f00:1::], 2002:7f00:1::, loopback",
        "[fd00:ec2::254], fd00:ec2::254, private",
    })
    void judgesTheAddressNotTheSpelling(String written, String address, String verdict) throws IOException {
        // These spellings are literals: no lookup takes place.
        InetAddress reached = InetAddress.getByName(written);
        assertEquals(InetAddresses.forString(address), reached);
        assertEquals(verdict, verdict(STRICT, reached));
    }

    /** Spellings that some release of the JDK, a URL parser or a name server turns into an address. */
    @ParameterizedTest(name = "{0} can lead to {1}: {2}")
    @CsvSource({
        "0177.0.0.1 (decimal in the JDK), 177.0.0.1, +",
        "0177.0.0.1 (octal in C), 127.0.0.1, loopback",
        "0x7f000001, 127.0.0.1, loopback",
        "\u2460\u2461\u2466.0.0.1, 127.0.0.1, loopback",
        "127.0.0.1., 127.0.0.1, loopback",
        "localhost, 127.0.0.1, loopback",
        "localhost, ::1, loopback",
        "127.0.0.1.nip.io, 127.0.0.1, loopback",
        "metadata.google.internal, 169.254.169.254, link_local",
    })
    void judgesWhateverASpellingCanMean(String written, String address, String verdict) {
        assertEquals(verdict, verdict(STRICT, InetAddresses.forString(address)), written);
    }

    @Test
    void judgesMappedAddressesThatStayedIpv6() throws IOException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        InetAddress address = Inet6Address.getByAddress("x", mapped, -1);
        assertEquals(16, address.getAddress().length);
        assertEquals("loopback", verdict(STRICT, address));
        assertEquals("+", verdict(allowing("127.0.0.0/8"), address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2606:4700::1", "fe80::1", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    void refusesZones(String address) throws IOException {
        byte[] bytes = InetAddresses.forString(address).getAddress();
        assertEquals("zone", verdict(STRICT, Inet6Address.getByAddress("x", bytes, 3)));
        assertEquals("+", verdict(allowing(address), Inet6Address.getByAddress("x", bytes, 3)));
    }

    @Test
    void refusesWhatIsNotResolved() {
        AddressPolicy open = allowing("0.0.0.0/0, ::/0");
        assertEquals(
                "unresolved",
                open.judge(InetSocketAddress.createUnresolved("8.8.8.8", 443)).reason());
    }

    @Test
    void keepsItsReasonForRefusalsOnly() {
        InetSocketAddress open = new InetSocketAddress(InetAddresses.forString("8.8.8.8"), 443);
        assertTrue(STRICT.judge(open).allowed());
        assertEquals("", STRICT.judge(open).reason());
        assertFalse(STRICT.judge(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443))
                .allowed());
    }

    @ParameterizedTest(name = "{0} with {1} allowed is {2}")
    @CsvSource({
        "127.0.0.1, 127.0.0.0/8, +",
        "127.0.0.1, 127.0.0.2, loopback",
        "::1, 127.0.0.0/8, loopback",
        "::1, ::1/128, +",
        "127.0.0.1, ::1, loopback",
        "10.1.2.3, 10.1.2.3, +",
        "10.1.2.4, 10.1.2.3, private",
        "::ffff:10.1.2.3, 10.1.2.3, +",
        "64:ff9b::10.1.2.3, 10.1.2.3, +",
        "64:ff9b::10.1.2.3, 64:ff9b::/96, +",
        "10.1.2.3, 64:ff9b::/96, private",
        "fd00::1, fd00::/8, +",
        "fd00::1, 10.0.0.0/8, private",
        "169.254.169.254, 0.0.0.0/0, +",
    })
    void letsAnAdministratorOpenRanges(String address, String allowed, String verdict) {
        assertEquals(verdict, verdict(allowing(allowed), InetAddresses.forString(address)));
    }

    private static AddressPolicy allowing(String ranges) {
        return new AddressPolicy(Cidr.parseList(ranges), Set::of, address -> false);
    }

    private static String verdict(AddressPolicy policy, InetAddress address) {
        AddressPolicy.Verdict verdict = policy.judge(new InetSocketAddress(address, 443));
        return verdict.allowed() ? "+" : verdict.reason();
    }
}
