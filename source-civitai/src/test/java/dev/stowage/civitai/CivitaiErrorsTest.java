package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CivitaiErrorsTest {
    private static final String WHAT = "look up version 7 at civitai.com";

    @ParameterizedTest
    @CsvSource({
        "download-login-required, AUTHENTICATION, login_needed, ADD_TOKEN, false",
        "download-disabled, AUTHENTICATION, access_denied, , false",
        "download-early-access, AUTHENTICATION, access_denied, PURCHASE, false",
        "download-no-grant, AUTHENTICATION, access_denied, , false",
        "download-blocklisted, AUTHENTICATION, access_denied, , false",
        "download-not-found, NOT_FOUND, not_found, , false",
        "download-archived, NOT_FOUND, gone, , false",
        "download-quota, NETWORK, rate_limited, , true",
        "model-not-found, NOT_FOUND, not_found, , false",
        "version-not-found, NOT_FOUND, not_found, , false",
        "version-without-files, NOT_FOUND, not_found, , false",
        "version-db-failure, NETWORK, server_trouble, , true",
        "me-unauthorized, AUTHENTICATION, login_needed, ADD_TOKEN, false",
        "models-too-many-pages, NETWORK, rate_limited, , true",
        "models-search-overloaded, NETWORK, server_trouble, , true",
        "region-blocked, NOT_FOUND, legally_blocked, , false",
        "insufficient-scope, AUTHENTICATION, access_denied, ADD_TOKEN, false"
    })
    void tellsWhatEachRecordedRefusalMeans(
            String id, Problem.Kind kind, String code, @Nullable Need need, boolean retryable) {
        Problem problem = CivitaiErrors.of(recorded(id), WHAT);
        assertEquals(kind, problem.kind());
        assertEquals(code, problem.code());
        assertEquals(Optional.ofNullable(need), problem.need());
        assertEquals(retryable, problem.retryable());
        assertTrue(problem.message().startsWith("Could not " + WHAT + ": "), problem::message);
        assertTrue(problem.advice().endsWith("."), problem::message);
        assertFalse(problem.why().endsWith("."), problem::message);
    }

    @Test
    void namesTheEndOfEarlyAccess() {
        assertEquals(
                "Could not look up version 7 at civitai.com: it is in early access until 2026-08-23 20:55 UTC, for those who have"
                        + " bought it. Buy access on its page at CivitAI with the account of your token, or retry when it is free.",
                CivitaiErrors.of(recorded("download-early-access"), WHAT).message());
        assertEquals(
                "Could not look up version 7 at civitai.com: it is in early access, for those who have bought it. Buy access on its"
                        + " page at CivitAI with the account of your token.",
                CivitaiErrors.of(reply(403, "{\"error\": \"Early Access\"}", Map.of()), WHAT)
                        .message());
    }

    @Test
    void waitsAsLongAsTheSiteAsks() {
        assertEquals(Optional.of(Duration.ofSeconds(2)), wait(recorded("models-search-overloaded")));
        assertEquals(Optional.of(Duration.ofHours(1)), wait(recorded("download-quota")));
        assertEquals(Optional.empty(), wait(recorded("models-too-many-pages")));
        assertEquals(Optional.of(Duration.ofMinutes(2)), wait(reply(429, "", Map.of("Retry-After", "120"))));
        assertEquals(Optional.of(Duration.ofSeconds(1)), wait(reply(429, "", Map.of("Retry-After", "0"))));
        assertEquals(Optional.empty(), wait(reply(429, "", Map.of("Retry-After", "-5"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 499, 500, 502, 503, 504, 520, 524})
    void triesTroublesAgain(int status) {
        Problem problem = CivitaiErrors.of(reply(status, "<html>", Map.of()), WHAT);
        assertEquals(Codes.SERVER_TROUBLE, problem.code());
        assertTrue(problem.retryable());
    }

    @Test
    void seesABrowserCheck() {
        Problem problem = CivitaiErrors.of(reply(403, "<html>Just a moment...</html>", Map.of()), WHAT);
        assertEquals(Optional.of(Need.OPEN_PAGE), problem.need());
        assertEquals(
                Codes.REFUSED,
                CivitaiErrors.of(reply(418, "{}", Map.of()), WHAT).code());
    }

    @Test
    void saysThatTheTokenWasRefusedWhereOneWasShown() {
        Problem without = CivitaiErrors.of(reply(401, "{}", Map.of()), WHAT);
        assertEquals("CivitAI requires your own token", without.why());
        Problem shown = CivitaiErrors.of(reply(401, "{}", Map.of()).tokenShown(true), WHAT);
        assertEquals("CivitAI does not accept your token", shown.why());
        assertEquals("Renew it; it is made in the account settings at CivitAI.", shown.advice());
        assertEquals(without.need(), shown.need());
    }

    @Test
    void passesNoWordsOfTheSiteOn() {
        Problem problem = CivitaiErrors.of(
                reply(403, "{\"error\": \"<b>token=hunter2</b>\", \"message\": \"https://x.test/?sig=1\"}", Map.of()),
                WHAT);
        assertFalse(problem.message().contains("hunter2") || problem.message().contains("sig="), problem::message);
    }

    private static Optional<Duration> wait(HttpReply reply) {
        return CivitaiErrors.of(reply, WHAT).retryAfter();
    }

    private static HttpReply recorded(String id) {
        JsonNode entry = Json.objects(Recordings.object("errors"), "responses").stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        Map<String, String> headers = new HashMap<>();
        entry.path("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        return reply(entry.path("status").intValue(), entry.path("body").toString(), headers);
    }

    private static HttpReply reply(int status, String body, Map<String, String> headers) {
        Map<String, List<String>> fields = new HashMap<>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        return new HttpReply(status, HttpHeaders.of(fields), Recordings.COM, body.getBytes(UTF_8));
    }
}
