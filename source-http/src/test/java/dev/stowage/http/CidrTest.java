package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.net.InetAddresses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @Test
    void readsRangesAndSingleAddresses() {
        assertEquals(
                List.of("127.0.0.0/8", "::1/128", "10.1.2.3/32", "fd00::/8"),
                Cidr.parseList("127.0.0.0/8, ::1/128, 10.1.2.3,fd00::/8 ").stream()
                        .map(Cidr::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void readsNothingAsNoRange(String text) {
        assertEquals(List.of(), Cidr.parseList(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/33, its prefix must be 0 to 32",
        "::/129, its prefix must be 0 to 128",
        "10.0.0.0/, its prefix is no number",
        "10.0.0.0/-1, its prefix is no number",
        "10.0.0.0/+8, its prefix is no number",
        "10.0.0.0/255.0.0.0, its prefix is no number",
        "10.0.0.0/8/8, its prefix is no number",
        "10.1.2.3/8, bits behind its prefix are set",
        "fd00::1/8, bits behind its prefix are set",
        "128.0.0.0/0, bits behind its prefix are set",
        "10.0.0, it is no IP address",
        "10.0.0.256, it is no IP address",
        "010.0.0.1, it is no IP address",
        "0x0a000001, it is no IP address",
        "167772161, it is no IP address",
        "localhost, it is no IP address",
        "nas.lan/24, it is no IP address",
        "[::1], it is no IP address",
        "fe80::1%eth0, it is no IP address",
        "/8, it is no IP address",
        "::ffff:10.0.0.0/104, it is an IPv4 address written as IPv6",
        "::ffff:0:0/96, it is an IPv4 address written as IPv6",
    })
    void saysWhatIsWrong(String text, String why) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
        assertEquals(
                "Could not read \"" + text + "\" as a range of addresses: " + why
                        + ". Write an IP address, or a range such as 10.0.0.0/8 or fd00::/8.",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8,", ",10.0.0.0/8", "10.0.0.1,,10.0.0.2", "10.0.0.1 10.0.0.2", "10.0.0.1, x"})
    void refusesAListWithOneBadRange(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parseList(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "10.1.2.0/23, 10.1.1.255, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "0.0.0.0/0, ::ffff:1.2.3.4, true",
        "::/0, 1.2.3.4, false",
        "::/0, ffff::, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "fe80::/10, fe80::1, true",
        "fe80::/10, fec0::, false",
        "2001:db8::/33, 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db8::/33, 2001:db8:8000::, false",
    })
    void comparesTheFirstBits(String range, String address, boolean contained) {
        assertEquals(contained, Cidr.parse(range).contains(InetAddresses.forString(address)));
    }
}
