package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final Dns NOBODY = name -> {
        throw new UnknownHostException(name + ": Name or service not known");
    };

    private final ScriptedOrigin origin = ScriptedOrigin.start();

    @AfterEach
    void close() {
        origin.close();
    }

    /** Every way to write a loopback address that a URL parser somewhere takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "0",
                "0.0.0.0",
                "2130706433",
                "①②⑦.0.0.1",
                "[::1]",
                "[::]",
                "[::ffff:7f00:1]",
                "[::ffff:127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "0177.0.0.1",
                "localhost",
                "LOCALHOST",
                "10.0.0.1",
                "169.254.169.254",
                "[fd00::1]"
            })
    void nothingIsSentToPrivateAddressesHoweverWritten(String host) throws Exception {
        int port = origin.uri("").getPort();
        try (Gateway gateway = new Gateway.Builder().allowed("").build()) {
            Problem direct = gateway.problem(URI.create("http://" + host + ":" + port + "/file"));
            assertEquals(Codes.ADDRESS_REFUSED, direct.code());
            assertEquals(Optional.of(Need.ALLOW_ADDRESS), direct.need());
            assertEquals(Problem.Kind.DECISION, direct.kind());
        }
        assertNothingCame();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f000001", "0x7f.1"})
    void whatIsNoAddressForUsIsLookedUpAsAName(String host) throws Exception {
        int port = origin.uri("").getPort();
        try (Gateway gateway = new Gateway.Builder().allowed("").names(NOBODY).build()) {
            Problem problem = gateway.problem(URI.create("http://" + host + ":" + port + "/file"));
            assertEquals(Codes.NO_SUCH_HOST, problem.code());
        }
        assertNothingCame();
    }

    /** Java asks the system itself here, and forgets the words of a failure that it remembers. */
    @Test
    void anAddressWithATrailingDotIsNoHostEither() throws Exception {
        try (Gateway gateway = new Gateway.Builder().allowed("").build()) {
            String code = assertThrows(
                            StowageException.class,
                            () -> gateway.fetch(URI.create(
                                    "http://127.0.0.1.:" + origin.uri("").getPort() + "/")))
                    .problem()
                    .code();
            assertTrue(Set.of(Codes.NO_SUCH_HOST, Codes.DNS_TROUBLE).contains(code), code);
        }
        assertNothingCame();
    }

    @Test
    void redirectsIntoPrivateNetworksAreRefused() throws Exception {
        try (ScriptedOrigin inside = ScriptedOrigin.startOn("127.0.0.2");
                Gateway gateway = new Gateway.Builder().allowed("127.0.0.1").build()) {
            for (String host : List.of("127.0.0.2", "2130706434", "127.2", "[::ffff:7f00:2]", "①②⑦.0.0.2")) {
                String target = "http://" + host + ":" + inside.uri("").getPort() + "/";
                origin.route("/start").always(AnswerFaults.redirect(302, target));
                assertEquals(
                        Codes.ADDRESS_REFUSED,
                        gateway.problem(origin.uri("/start")).code(),
                        host);
            }
            assertEquals(0, inside.connections());
        }
    }

    @Test
    void aNameWithOnePrivateAddressIsRefusedAsAWhole() {
        for (String first : List.of("127.0.0.1", "93.184.216.34")) {
            String second = first.startsWith("127") ? "93.184.216.34" : "127.0.0.1";
            try (Gateway gateway =
                    new Gateway.Builder().allowed("").everyNameIs(first, second).build()) {
                URI mixed = URI.create("http://files.test:" + origin.uri("").getPort() + "/");
                assertEquals(Codes.ADDRESS_REFUSED, gateway.problem(mixed).code());
            }
        }
        assertEquals(0, origin.connections());
    }

    @Test
    void aPublicAddressIsReachedOnWebPortsOnly() {
        try (Gateway gateway =
                new Gateway.Builder().allowed("").everyNameIs("93.184.216.34").build()) {
            Problem problem = gateway.problem(URI.create("https://files.test:6379/"));
            assertEquals(Codes.ADDRESS_REFUSED, problem.code());
            assertEquals(
                    "Could not reach files.test:6379: it is on a port that is not for the web. An administrator can allow it in"
                            + " the setting allowed-addresses (STOWAGE_ALLOWED_ADDRESSES).",
                    problem.message());
        }
    }

    @Test
    void ourOwnListenerIsRefusedThoughItsNetworkIsAllowed() throws Exception {
        try (ScriptedOrigin own = ScriptedOrigin.start();
                Gateway gateway = new Gateway.Builder()
                        .listeners(() -> Set.of(new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), own.uri("").getPort())))
                        .build()) {
            origin.route("/start")
                    .always(AnswerFaults.redirect(302, own.uri("/api").toString()));
            assertEquals(
                    Codes.ADDRESS_REFUSED, gateway.problem(origin.uri("/start")).code());
            assertEquals(Codes.ADDRESS_REFUSED, gateway.problem(own.uri("/api")).code());
            assertEquals(0, own.connections());
        }
    }

    @Test
    void theRefusedAddressOfANameStaysHidden() {
        try (Gateway gateway =
                new Gateway.Builder().allowed("").everyNameIs("10.1.2.3").build()) {
            Problem problem = gateway.problem(URI.create("http://files.test/"));
            assertFalse(problem.message().contains("10.1.2.3"), problem.message());
        }
    }

    @Test
    void zonesAreRefused() {
        try (Gateway gateway = Gateway.onLoopback()) {
            StowageException refused =
                    assertThrows(StowageException.class, () -> gateway.fetch(URI.create("http://[fe80::1%25lo]/file")));
            assertEquals(Codes.BAD_REFERENCE, refused.problem().code());
        }
    }

    @Test
    void atMostEightAddressesOfANameAreTried() throws Exception {
        InetAddress address = InetAddress.getByName("93.184.216.34");
        GuardedDns names =
                new GuardedDns(name -> Collections.nCopies(1000, address), new AddressPolicy(List.of(), Set::of));
        assertEquals(8, names.lookup("files.test").size());
    }

    private void assertNothingCame() throws Exception {
        origin.serve("/file", Resource.of(Content.of("ok")));
        try (Gateway allowed = Gateway.onLoopback()) {
            allowed.fetch(origin.uri("/file"));
        }
        assertEquals(1, origin.connections());
    }
}
