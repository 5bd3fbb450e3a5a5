package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.fake.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To whom the practice site of HuggingFace gives nothing, and by which codes it says so. */
final class HuggingFaceRefusalsTest {
    private static final Instant NOW = Instant.parse("2026-08-15T12:01:00Z");

    private final Web web = new Web();
    private final ManualClock clock = ManualClock.startingAt(NOW);
    private final PracticeHub hub = PracticeHub.builder()
            .clock(clock)
            .huggingFace(
                    Shelf.repo("org/cranes"),
                    Shelf.repo("org/gated").gatedExceptFor(Shelf.TOKEN),
                    Shelf.repo("org/secret").privateTo(Shelf.TOKEN),
                    Shelf.repo("org/disabled").disabled())
            .huggingFaceTokens(Shelf.TOKEN, "another")
            .requestsPerWindow(5)
            .start();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aGatedRepositoryDescribesItselfButKeepsItsFiles() {
        assertTrue(web.get(api("org/gated")).text().contains("\"gated\":\"auto\""));
        Web.Answer nobody = web.get(file("org/gated"));
        assertEquals(401, nobody.status());
        assertEquals("GatedRepo", nobody.header("X-Error-Code"));
        assertEquals(
                "Access to model org/gated is restricted. You must have access to it and be authenticated to access it. Please log in.",
                nobody.header("X-Error-Message"));
        Web.Answer stranger = web.get(file("org/gated"), "Authorization", "Bearer another");
        assertEquals(403, stranger.status());
        assertEquals("GatedRepo", stranger.header("X-Error-Code"));
        assertTrue(
                stranger.header("X-Error-Message").contains("Visit " + hub.huggingFaceEndpoint() + "/org/gated to ask"),
                stranger.header("X-Error-Message"));
        assertEquals(
                302,
                web.get(file("org/gated"), "Authorization", "Bearer " + Shelf.TOKEN)
                        .status());
    }

    @Test
    void aPrivateRepositoryLooksLikeAMissingOne() {
        for (String id : new String[] {"org/secret", "org/missing"}) {
            Web.Answer nobody = web.get(api(id));
            assertEquals(401, nobody.status());
            assertEquals("{\"error\":\"Invalid username or password.\"}", nobody.text());
            assertEquals("", nobody.header("X-Error-Code"));
            Web.Answer stranger = web.get(api(id), "Authorization", "Bearer another");
            assertEquals(404, stranger.status());
            assertEquals("RepoNotFound", stranger.header("X-Error-Code"));
        }
        assertEquals(
                200,
                web.get(api("org/secret"), "Authorization", "Bearer " + Shelf.TOKEN)
                        .status());
    }

    @Test
    void aWrongTokenIsRefusedEverywhere() {
        Web.Answer answer = web.get(api("org/cranes"), "Authorization", "Bearer wrong");
        assertEquals(401, answer.status());
        assertEquals("Invalid credentials in Authorization header", answer.header("X-Error-Message"));
    }

    @Test
    void missingRevisionsAndFilesHaveTheirCodes() {
        Web.Answer revision = web.get(URI.create(api("org/cranes") + "/revision/none"));
        assertEquals("404 RevisionNotFound", revision.status() + " " + revision.header("X-Error-Code"));
        Web.Answer entry = web.get(hub.huggingFaceEndpoint() + "/org/cranes/resolve/main/none.txt");
        assertEquals("404 EntryNotFound", entry.status() + " " + entry.header("X-Error-Code"));
        assertTrue(entry.header("X-Repo-Commit").matches("[0-9a-f]{40}"), "the repository is there");
    }

    @Test
    void aDisabledRepositoryIsClosedToEverybody() {
        Web.Answer answer = web.get(file("org/disabled"), "Authorization", "Bearer " + Shelf.TOKEN);
        assertEquals(403, answer.status());
        assertEquals("Access to this resource is disabled.", answer.header("X-Error-Message"));
    }

    @Test
    void everyAnswerTellsWhatIsLeftAndTooManyAreRefused() {
        Web.Answer first = web.get(api("org/cranes"));
        assertEquals("\"api\";r=4;t=240", first.header("RateLimit"));
        assertEquals("\"fixed window\";\"api\";q=5;w=300", first.header("RateLimit-Policy"));
        for (int i = 0; i < 4; i++) {
            assertEquals(200, web.get(api("org/cranes")).status());
        }
        Web.Answer refused = web.get(api("org/cranes"));
        assertEquals(429, refused.status());
        assertEquals("\"api\";r=0;t=240", refused.header("RateLimit"));
        assertEquals(302, web.get(file("org/cranes")).status(), "files are counted apart");
        clock.advance(Duration.ofMinutes(4));
        assertEquals(200, web.get(api("org/cranes")).status());
    }

    private String api(String id) {
        return hub.huggingFaceEndpoint() + "/api/models/" + id;
    }

    private String file(String id) {
        return hub.huggingFaceEndpoint() + "/" + id + "/resolve/main/cranes.safetensors";
    }
}
