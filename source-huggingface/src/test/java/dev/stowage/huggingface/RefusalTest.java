package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.FileKey;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Hub means when it refuses the bytes of a file while they are fetched. */
class RefusalTest {
    private static final FileKey FILE =
            new FileKey("huggingface", "models/org/name@" + Site.COMMIT + "/sub/a.safetensors");

    private final Site site = new Site();

    @AfterEach
    void askedNobody() {
        assertEquals(List.of(), site.asked());
    }

    @Test
    void namesTheTermsThatAreToBeAccepted() {
        Problem granted = refusal(403, Map.of("X-Error-Code", "GatedRepo"), "").orElseThrow();
        assertEquals(Optional.of(Need.ACCEPT_LICENSE), granted.need());
        assertEquals("access_denied", granted.code());
        assertEquals("Accept its terms at https://huggingface.co/org/name, then retry.", granted.advice());
        Problem anonymous =
                refusal(401, Map.of("X-Error-Code", "GatedRepo"), "").orElseThrow();
        assertEquals(Optional.of(Need.ADD_TOKEN), anonymous.need());
        assertTrue(anonymous.advice().contains("https://huggingface.co/org/name"), anonymous.advice());
        assertFalse(anonymous.retryable());
    }

    @Test
    void asksForATokenWhereThingsArePrivate() {
        String hidden = "{\"error\":\"Invalid username or password.\"}";
        Problem problem = refusal(401, Map.of(), hidden).orElseThrow();
        assertEquals(Optional.of(Need.ADD_TOKEN), problem.need());
        assertEquals("it does not exist, or it is private", problem.why());
        String message = "Invalid credentials in Authorization header";
        assertEquals(
                "HuggingFace does not accept your token: it is wrong or has expired",
                refusal(401, Map.of("X-Error-Message", message), "")
                        .map(Problem::why)
                        .orElse(""));
    }

    @Test
    void saysThatTheTokenWasRefusedWhereOneWasShown() {
        for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("X-Error-Code", "GatedRepo"))) {
            Problem problem = site.resolver
                    .refusal(FILE, reply(401, headers, "").tokenShown(true))
                    .orElseThrow();
            assertEquals(Optional.of(Need.ADD_TOKEN), problem.need());
            assertEquals("HuggingFace does not accept your token: it is wrong or has expired", problem.why());
        }
    }

    @ParameterizedTest
    @CsvSource({"RepoNotFound, no such model", "RevisionNotFound, sub/a.safetensors", "EntryNotFound, sub/a.safetensors"
    })
    void saysWhatIsNotThere(String code, String what) {
        Problem problem = refusal(404, Map.of("X-Error-Code", code), "").orElseThrow();
        assertEquals(Problem.Kind.NOT_FOUND, problem.kind());
        assertTrue(problem.why().contains(what), problem.why());
    }

    @Test
    void tellsThatARepositoryIsDisabled() {
        assertEquals(
                Optional.of("gone"),
                refusal(403, Map.of("X-Error-Message", "Access to this resource is disabled."), "")
                        .map(Problem::code));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 416, 429, 451, 500, 503, 524})
    void leavesAStatusThatSpeaksForItselfToTheDownloader(int status) {
        assertEquals(Optional.empty(), refusal(status, Map.of(), "{\"error\":\"x\"}"));
    }

    @Test
    void leavesAWaitThatIsAskedForToTheDownloader() {
        assertEquals(
                Optional.empty(), refusal(429, Map.of("Retry-After", "7", "X-Error-Message", "Too many requests"), ""));
    }

    @Test
    void saysNothingOfKeysOfOthers() {
        HttpReply reply = reply(403, Map.of("X-Error-Code", "GatedRepo"), "");
        assertEquals(Optional.empty(), site.resolver.refusal(new FileKey("huggingface", "7/70"), reply));
    }

    private Optional<Problem> refusal(int status, Map<String, String> headers, String body) {
        return site.resolver.refusal(FILE, reply(status, headers, body));
    }

    private static HttpReply reply(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        Origin hub = Origin.of(URI.create(Site.HUB)).orElseThrow();
        return new HttpReply(status, HttpHeaders.of(lists), hub, body.getBytes(UTF_8));
    }
}
