package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.0/8 | 127.0.0.0/8",
                " 10.0.0.0/8 ,192.168.1.7 | 10.0.0.0/8,192.168.1.7/32",
                "::1/128,fd00::/8 | ::1/128,fd00::/8",
                "0.0.0.0/0,, | 0.0.0.0/0"
            })
    void readsNetworks(String text, String networks) {
        assertEquals(networks, AllowedAddresses.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.org/8",
                "127.0.0.0/33",
                "127.0.0.0/-1",
                "127.0.0.0/",
                "127.1/8",
                "127.0.0.256/8",
                "01.2.3.4",
                "2130706433",
                "0x7f000001",
                "::1/129",
                ":::/8",
                "fe80::1%eth0/64",
                "127.0.0.0/8;10.0.0.0/8"
            })
    void refusesAnythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> AllowedAddresses.parse(text));
    }
}
