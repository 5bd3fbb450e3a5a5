package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceErrorsTest {
    private static final Asked ASKED =
            new Asked(Repo.ofId(RepoType.MODEL, "org/name").orElseThrow(), "revision \"v9\"");

    /** Meaning in the recordings → what people are told. */
    private static final Map<String, String> TOLD = Map.of(
            "repository-not-found",
            "not_found: there is no such model, or your token may not see it. Check the link, or look for another one.",
            "revision-not-found",
            "not_found: there is no revision \"v9\" in it. Check the link, or look for another one.",
            "file-not-found",
            "not_found: there is no revision \"v9\" in it. Check the link, or look for another one.",
            "repository-not-found-or-private",
            "login_needed: it does not exist, or it is private."
                    + " Check the name, or add a token for HuggingFace that may read it.",
            "bad-token",
            "login_needed: HuggingFace does not accept your token: it is wrong or has expired. Renew your token for HuggingFace.",
            "gated-needs-token",
            "login_needed: its author gives it only to accounts that have accepted its terms."
                    + " Accept them at https://huggingface.co/org/name, then add your token for HuggingFace.",
            "gated-not-granted",
            "access_denied: your HuggingFace account has no access to it."
                    + " Accept its terms at https://huggingface.co/org/name, then retry.",
            "repository-disabled",
            "gone: it has been disabled there for good. Check the link, or look for another one.",
            "forbidden",
            "access_denied: HuggingFace does not let you have it: specific error message."
                    + " Check what your token for HuggingFace may read, then retry.",
            "rate-limited",
            "rate_limited: HuggingFace gets too many requests from here."
                    + " It can go on later; with a token more requests are allowed.");

    @TestFactory
    Stream<DynamicTest> tellsWhatTheRecordedRefusalsMean() {
        return StreamSupport.stream(Recordings.ERRORS.get("cases").spliterator(), false)
                .filter(entry -> entry.get("status").intValue() >= 400)
                .map(entry -> DynamicTest.dynamicTest(
                        entry.get("meaning").textValue(),
                        () -> assertEquals(TOLD.get(entry.get("meaning").textValue()), told(problem(entry)))));
    }

    @Test
    void saysWhatOnlyAPersonCanDo() {
        assertEquals(Optional.of(Need.ADD_TOKEN), of(401, Map.of(), "").need());
        assertEquals(
                Optional.of(Need.ADD_TOKEN),
                of(401, Map.of("X-Error-Code", "GatedRepo"), "").need());
        assertEquals(
                Optional.of(Need.ACCEPT_LICENSE),
                of(403, Map.of("X-Error-Code", "GatedRepo"), "").need());
        assertEquals(
                Optional.of(Need.OPEN_PAGE),
                of(403, Map.of("cf-mitigated", "challenge"), "").need());
        assertEquals(Optional.empty(), of(403, Map.of(), "").need());
    }

    @Test
    void waitsUntilTheWindowEnds() {
        Problem limited = of(429, Map.of("RateLimit", "\"api\";r=0;t=55"), "");
        assertEquals(Optional.of(Duration.ofSeconds(55)), limited.retryAfter());
        assertTrue(limited.retryable());
    }

    @Test
    void waitsAsToldWhenTheWindowIsNotUsedUp() {
        String window = "\"api\";r=489;t=189";
        assertEquals(
                Optional.of(Duration.ofSeconds(7)),
                of(429, Map.of("RateLimit", window, "Retry-After", "7"), "").retryAfter());
        Problem untold = of(429, Map.of("RateLimit", window), "");
        assertEquals(Optional.empty(), untold.retryAfter());
        assertTrue(untold.retryable());
    }

    @ParameterizedTest
    @CsvSource({"-5", "soon", "99999999999999999999", "''"})
    void ignoresAWaitThatCannotBeMeant(String told) {
        Problem limited = of(429, Map.of("Retry-After", told), "");
        assertEquals(Optional.empty(), limited.retryAfter());
        assertTrue(limited.retryable());
    }

    @Test
    void asksAPersonWhenTheWaitIsLongerThanAnybodyExpects() {
        assertEquals(
                Optional.of(Need.OPEN_PAGE),
                of(429, Map.of("Retry-After", "30000"), "").need());
    }

    @ParameterizedTest
    @CsvSource({"408", "425", "500", "502", "503", "504", "522"})
    void triesAgainWhenTheServerIsInTrouble(int status) {
        Problem trouble = of(status, Map.of(), "");
        assertEquals(Codes.SERVER_TROUBLE, trouble.code());
        assertTrue(trouble.retryable());
    }

    @ParameterizedTest
    @CsvSource({"404, not_found", "410, gone", "451, legally_blocked", "400, refused", "418, refused"})
    void givesUpWhereTimeDoesNotHelp(int status, String code) {
        Problem end = of(status, Map.of(), "");
        assertEquals(code, end.code());
        assertFalse(end.retryable());
    }

    @Test
    void showsWordsOfTheServerButNoAddressesAndKeys() {
        assertTrue(of(403, Map.of(), "{\"error\":\"Not in your region\"}")
                .message()
                .contains("Not in your region"));
        for (String risky : List.of("see https://x.test/?token=hf_abc", "key hf_abcdef", "<b>no</b>")) {
            assertFalse(of(403, Map.of("X-Error-Message", risky), "").message().contains("hf_"));
            assertFalse(of(403, Map.of("X-Error-Message", risky), "").message().contains("<b>"));
        }
    }

    @Test
    void namesAServerInTheHubsPlace() {
        HuggingFaceErrors errors = new HuggingFaceErrors(Site.endpoint("http://127.0.0.1:9000"));
        Problem gated = errors.of(reply(403, Map.of("X-Error-Code", "GatedRepo"), ""), ASKED)
                .problem();
        assertTrue(gated.message().startsWith("Could not read org/name from HuggingFace at 127.0.0.1: "));
        assertTrue(gated.advice().contains("http://127.0.0.1:9000/org/name"));
    }

    private static Problem problem(JsonNode entry) {
        Map<String, String> headers = new HashMap<>();
        entry.get("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().textValue()));
        return of(entry.get("status").intValue(), headers, entry.path("body").toString());
    }

    private static Problem of(int status, Map<String, String> headers, String body) {
        return new HuggingFaceErrors(Site.endpoint(Site.HUB))
                .of(reply(status, headers, body), ASKED)
                .problem();
    }

    private static HttpReply reply(int status, Map<String, String> fields, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        fields.forEach((name, value) -> lists.put(name, List.of(value)));
        Origin hub = Origin.of(URI.create(Site.HUB)).orElseThrow();
        return new HttpReply(status, HttpHeaders.of(lists), hub, body.getBytes(UTF_8));
    }

    private static String told(Problem problem) {
        return problem.code() + ": " + problem.why() + ". " + problem.advice();
    }
}
