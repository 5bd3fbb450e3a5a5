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

/** What {@link AddressPolicy} makes of this machine and of what Stowage itself listens on. */
class OwnAddressesTest {

    @ParameterizedTest(name = "{0}:{1} while listening on {2} is {3}")
    @CsvSource({
        "127.0.0.1, 8080, 127.0.0.1, own_listener",
        "127.0.0.1, 8081, 127.0.0.1, +",
        "127.0.0.2, 8080, 127.0.0.1, +",
        "::ffff:127.0.0.1, 8080, 127.0.0.1, own_listener",
        "::127.0.0.1, 8080, 127.0.0.1, own_listener",
        "64:ff9b::127.0.0.1, 8080, 127.0.0.1, own_listener",
        "2002:7f00:1::, 8080, 127.0.0.1, own_listener",
        "0.0.0.0, 8080, 127.0.0.1, own_listener",
        "::, 8080, ::1, own_listener",
        "::1, 8080, ::1, own_listener",
        "127.0.0.1, 8080, 0.0.0.0, own_listener",
        "127.9.9.9, 8080, 0.0.0.0, own_listener",
        "::1, 8080, 0.0.0.0, own_listener",
        "127.0.0.1, 8080, ::, own_listener",
        "::1, 8080, ::, own_listener",
        "0.0.0.0, 8080, ::, own_listener",
        "198.51.100.7, 8080, 0.0.0.0, own_listener",
        "64:ff9b::198.51.100.7, 8080, ::, own_listener",
        "198.51.100.8, 8080, 0.0.0.0, +",
        "127.0.0.1, 8081, 0.0.0.0, +",
        "8.8.8.8, 8080, 0.0.0.0, +",
    })
    void neverReachesItsOwnListeners(String address, int port, String listener, String verdict) {
        AddressPolicy policy = new AddressPolicy(
                Cidr.parseList("0.0.0.0/0, ::/0"),
                () -> Set.of(at(listener, 8080)),
                InetAddresses.forString("198.51.100.7")::equals);
        assertEquals(verdict, verdict(policy, at(address, port)));
    }

    @Test
    void seesItselfBehindMappedAddressesThatStayedIpv6() throws IOException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        InetSocketAddress remote = new InetSocketAddress(Inet6Address.getByAddress("x", mapped, -1), 8080);
        AddressPolicy policy =
                new AddressPolicy(Cidr.parseList("127.0.0.0/8"), () -> Set.of(at("::", 8080)), address -> false);
        assertEquals("own_listener", verdict(policy, remote));
    }

    @Test
    void takesAListenerOfUnknownAddressForOneOnAll() {
        AddressPolicy policy = new AddressPolicy(
                Cidr.parseList("127.0.0.0/8"),
                () -> Set.of(InetSocketAddress.createUnresolved("ui.local", 8080)),
                address -> false);
        assertEquals("own_listener", verdict(policy, at("127.0.0.1", 8080)));
        assertEquals("+", verdict(policy, at("127.0.0.1", 8081)));
    }

    @Test
    void refusesPublicAddressesOfThisMachine() {
        InetAddress own = InetAddresses.forString("2606:4700::7");
        AddressPolicy policy = new AddressPolicy(List.of(), Set::of, own::equals);
        assertEquals("own_address", verdict(policy, at("2606:4700::7", 443)));
        assertEquals("+", verdict(policy, at("2606:4700::8", 443)));
    }

    @Test
    void knowsTheAddressesOfThisMachine() {
        assertTrue(MachineAddresses.contains(InetAddress.getLoopbackAddress()));
        assertFalse(MachineAddresses.contains(InetAddresses.forString("203.0.113.77")));
        assertEquals("+", verdict(new AddressPolicy(List.of(), Set::of), at("8.8.8.8", 443)));
    }

    private static String verdict(AddressPolicy policy, InetSocketAddress remote) {
        AddressPolicy.Verdict verdict = policy.judge(remote);
        return verdict.allowed() ? "+" : verdict.reason();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddresses.forString(address), port);
    }
}
