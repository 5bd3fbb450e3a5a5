package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.Locator;
import dev.stowage.tck.fake.TransferEvent;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Origins that refuse, and answers that are not the file. */
abstract class HostileOriginCases extends RedirectCases {
    @Test
    @DisplayName("DL-20 a compressed body is refused, for its bytes are not those of the file")
    void refusesCompression() throws Exception {
        for (Fault fault : List.of(FramingFaults.gzipped(), FramingFaults.labelled("gzip"))) {
            Transfer transfer = transfer(MIB);
            transfer.route().always(fault);
            assertEquals(
                    Codes.ENCODED_BODY, transfer.run(downloader()).problem().code());
            transfer.route().always(Fault.none());
            transfer.again().runToTheEnd(downloader()).require();
        }
    }

    @Test
    @DisplayName("DL-21 what is not there is not found, and no time will help")
    void tellsMissing() throws Exception {
        for (int status : new int[] {404, 410}) {
            Problem problem = refusal(AnswerFaults.status(status));
            assertEquals(Problem.Kind.NOT_FOUND, problem.kind());
            assertEquals(status == 404 ? Codes.NOT_FOUND : Codes.GONE, problem.code());
            assertFalse(problem.retryable());
        }
    }

    @Test
    @DisplayName("DL-22 a login or permission that is missing is one, and no time will help")
    void tellsRefusal() throws Exception {
        Problem login = refusal(AnswerFaults.status(401));
        assertEquals(Problem.Kind.AUTHENTICATION, login.kind());
        assertEquals(Codes.LOGIN_NEEDED, login.code());
        assertEquals(Optional.of(Need.ADD_TOKEN), login.need());
        assertFalse(login.retryable());
        Problem access = refusal(AnswerFaults.status(403));
        assertEquals(Problem.Kind.AUTHENTICATION, access.kind());
        assertTrue(Set.of(Codes.ACCESS_DENIED, Codes.LINK_EXPIRED).contains(access.code()), access.code());
        assertFalse(access.retryable());
    }

    @Test
    @DisplayName("DL-23 trouble of the origin is retryable")
    void tellsTrouble() throws Exception {
        for (int status : new int[] {500, 502, 503, 504}) {
            Problem problem = refusal(AnswerFaults.status(status));
            assertEquals(Problem.Kind.NETWORK, problem.kind());
            assertEquals(Codes.SERVER_TROUBLE, problem.code());
            assertTrue(problem.retryable());
        }
        for (Fault fault : List.of(AnswerFaults.hangUp(), AnswerFaults.reset())) {
            Problem problem = refusal(fault);
            assertEquals(Problem.Kind.NETWORK, problem.kind());
            assertTrue(problem.retryable());
        }
    }

    @Test
    @DisplayName("DL-24 an origin that asks to wait is given the time, or the caller is told how long")
    void respectsRetryAfter() throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.route().next(AnswerFaults.retryAfter(429, "2"));
        long begin = System.nanoTime();
        Outcome outcome = transfer.run(downloader());
        if (outcome.succeeded()) {
            assertTrue(System.nanoTime() - begin > 1_900_000_000L, "it did not wait");
            assertNotEquals(List.of(), transfer.listener.events(TransferEvent.Waiting.class));
        } else {
            assertEquals(Codes.RATE_LIMITED, outcome.problem().code());
            assertTrue(outcome.retryable());
            assertTrue(outcome.problem().retryAfter().orElseThrow().toMillis() >= 1_000, "too short a wait");
        }
    }

    @Test
    @DisplayName("DL-25 more bytes than announced are not the file, unless a hash will tell")
    void refusesOtherSize() throws Exception {
        for (long announced : new long[] {MIB - 1, MIB + 1, 1}) {
            Transfer transfer = transfer(MIB);
            transfer.expectedBytes = OptionalLong.of(announced);
            Outcome outcome = transfer.run(downloader());
            assertFalse(outcome.succeeded(), "announced " + announced + ", took " + MIB);
            assertEquals(Codes.SIZE_MISMATCH, outcome.problem().code());
        }
        Transfer proved = transfer(MIB).publish();
        proved.expectedBytes = OptionalLong.of(MIB - 1);
        proved.runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-25 bytes behind the announced end are not part of the file")
    void ignoresSurplus() throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.route().always(BodyFaults.surplus(Content.of("surplus")));
        Outcome outcome = transfer.run(downloader());
        if (!outcome.succeeded()) {
            transfer.assertNothingForeign();
        }
    }

    @Test
    @DisplayName("DL-25 a body without a length that is not as long as announced is not the file")
    void refusesOtherSizeWithoutLength() throws Exception {
        for (long announced : new long[] {MIB / 2, 2 * MIB}) {
            Transfer transfer = transfer(MIB);
            transfer.expectedBytes = OptionalLong.of(announced);
            transfer.route().always(FramingFaults.closeDelimited());
            assertFalse(transfer.run(downloader()).succeeded(), "announced " + announced + ", took " + MIB);
        }
    }

    @Test
    @DisplayName("DL-26 an address that has expired is asked for anew within the transfer, once per generation")
    void renewsTheAddress() throws Exception {
        Transfer transfer = transfer(2 * MIB);
        origin().route("/expired").always(AnswerFaults.status(403));
        origin().serve("/renewed", Resource.of(transfer.content()));
        Instant expiry = Instant.parse("2999-01-01T00:00:00Z");
        transfer.origins.set(0, call -> {
            String path = transfer.located.incrementAndGet() == 1 ? "/expired" : "/renewed";
            URI address = origin().uri(path + "?X-Signature=" + Transfer.CANARY);
            return FetchTarget.builder(address).expiresAt(expiry).build();
        });
        transfer.run(downloader()).require();
        assertEquals(2, transfer.located.get(), "asked for an address");
    }

    @Test
    @DisplayName("DL-26 an address that expires on the way is renewed, and nothing is lost")
    void renewsOnTheWay() throws Exception {
        Transfer transfer = transfer(4 * MIB);
        transfer.route().next(BodyFaults.truncatedAt(3 * MIB)).from(2, AnswerFaults.status(403));
        origin().serve("/renewed", Resource.of(transfer.content()));
        Locator first = transfer.origins.get(0);
        transfer.origins.set(0, call -> {
            FetchTarget old = first.locate(call);
            return transfer.located.get() == 1
                    ? old
                    : FetchTarget.at(origin().uri("/renewed?X-Signature=" + Transfer.CANARY));
        });
        transfer.runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-26 an address that is refused for good is not asked for without end")
    void doesNotRenewForever() throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.route().always(AnswerFaults.status(403));
        assertFalse(transfer.run(downloader()).succeeded());
        assertTrue(transfer.located.get() <= 4, "asked " + transfer.located.get() + " times for an address");
        assertTrue(
                transfer.requests().size() <= 8, "made " + transfer.requests().size() + " requests");
    }

    @Test
    @DisplayName("DL-27 of several origins the next one is asked when one does not have the file")
    void asksTheNextOrigin() throws Exception {
        try (ScriptedOrigin other = ScriptedOrigin.start()) {
            Transfer transfer = transfer(MIB);
            other.serve("/mirror.bin", Resource.of(transfer.content()));
            transfer.route().always(AnswerFaults.status(404));
            transfer.origins.add(call -> FetchTarget.at(other.uri("/mirror.bin?X-Signature=" + Transfer.CANARY)));
            Outcome outcome = transfer.runToTheEnd(downloader());
            if (supports(Capability.SEVERAL_ORIGINS)) {
                outcome.require();
            } else {
                assertEquals(Codes.NOT_FOUND, outcome.problem().code());
            }
        }
    }

    @Test
    @DisplayName("DL-28 no part of an address's query is in any problem")
    void leaksNoSecret() throws Exception {
        List<Fault> faults = List.of(
                AnswerFaults.status(401),
                AnswerFaults.status(404, "text/plain", "no such thing: ?X-Signature=" + "other"),
                AnswerFaults.status(503),
                AnswerFaults.status(418),
                AnswerFaults.hangUp(),
                AnswerFaults.garbage(Content.of("no http\r\n\r\n")),
                AnswerFaults.redirect(302, "http://127.0.0.1:1/?X-Signature=" + Transfer.CANARY),
                AnswerFaults.redirect(302, "gopher://x/?X-Signature=" + Transfer.CANARY),
                FramingFaults.gzipped(),
                FramingFaults.contentLength("-1"));
        for (Fault fault : faults) {
            Transfer transfer = transfer(MIB);
            transfer.route().always(fault);
            // The transfer itself looks for the canary.
            assertFalse(transfer.run(downloader()).succeeded());
        }
    }

    @Test
    @DisplayName("DL-29 a folder that is gone is a problem of the disk")
    void tellsDisk() throws Exception {
        Transfer transfer = transfer(MIB);
        Files.delete(transfer.folder());
        assertEquals(Problem.Kind.STORAGE, transfer.run(downloader()).problem().kind());
    }

    /** The problem a transfer ends with when every answer is like this; and afterwards the file still comes. */
    private Problem refusal(Fault fault) throws Exception {
        Transfer transfer = transfer(MIB);
        transfer.route().always(fault);
        Problem problem = transfer.run(downloader()).problem();
        transfer.route().always(Fault.none());
        transfer.again().runToTheEnd(downloader()).require();
        return problem;
    }
}
