package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.fake.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the storage gives a file to: those with a link that is signed, fresh and alone. */
final class LinksTest {
    private final Web web = new Web();
    private final ManualClock clock = ManualClock.startingAt(Instant.parse("2026-08-15T12:00:00Z"));
    private final PracticeHub hub = PracticeHub.builder()
            .clock(clock)
            .civitai(Shelf.model(1, Shelf.version(11)))
            .huggingFace(Shelf.repo("org/cranes"))
            .linkLifetime(Duration.ofMinutes(10))
            .start();
    private final URI civitai =
            web.get(hub.civitaiEndpoint() + "/api/download/models/11").location();
    private final URI huggingFace = web.get(hub.huggingFaceEndpoint() + "/org/cranes/resolve/main/cranes.safetensors")
            .location();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void linksLookLikeThoseOfTheSites() {
        assertTrue(
                civitai.getRawQuery()
                        .matches(".*&X-Amz-Date=20260815T120000Z&X-Amz-Expires=600&.*&response-content-disposition="
                                + "attachment%3B.*&X-Amz-Signature=[0-9a-f]{64}"),
                civitai::toString);
        assertTrue(
                huggingFace.getRawQuery().matches(".*&Expires=1786795800&Signature=[0-9a-f]{64}&Key-Pair-Id=.*"),
                huggingFace::toString);
    }

    @Test
    void othersCredentialsAreRefusedByBothAndNeverNeeded() {
        for (URI link : new URI[] {civitai, huggingFace}) {
            Web.Answer refused = web.get(link, "Authorization", "Bearer token");
            assertEquals(400, refused.status());
            assertTrue(refused.text().contains("<Code>Invalid"), refused::text);
            assertEquals(200, web.get(link).status());
        }
        assertTrue(web.get(civitai, "Authorization", "x").text().contains("Missing x-amz-content-sha256"));
    }

    @Test
    void aLinkThatWasChangedOrHasNoSignatureOpensNothing() {
        for (URI link : new URI[] {civitai, huggingFace}) {
            String text = link.toString();
            assertEquals(403, web.get(text.replaceFirst("\\?.*", "")).status());
            assertEquals(403, web.get(text.replace("Expires=", "Expires=9")).status());
            assertEquals(
                    403,
                    web.get(text.replaceFirst("Signature=.", "Signature=x")).status());
        }
    }

    @Test
    void aLinkEndsWithItsTimeAndANewOneIsMade() {
        clock.advance(Duration.ofSeconds(599));
        assertEquals(206, web.get(civitai, "Range", "bytes=0-0").status());
        assertEquals(200, web.get(huggingFace).status());
        clock.advance(Duration.ofSeconds(1));
        Web.Answer expired = web.get(civitai, "Range", "bytes=1-1");
        assertEquals(403, expired.status());
        assertTrue(expired.text().contains("Request has expired"), expired::text);
        assertEquals(403, web.get(huggingFace).status());
        assertEquals(
                200,
                web.followed(hub.civitaiEndpoint() + "/api/download/models/11").status());
    }

    @Test
    void onlyTheLinksOfHuggingFaceAnswerToHead() {
        assertEquals(403, web.head(civitai).status());
        assertEquals(200, web.head(huggingFace).status());
    }

    @Test
    void rangesAndValidatorsAreThoseOfAProperServer() {
        Web.Answer part = web.get(civitai, "Range", "bytes=100-199");
        assertEquals("bytes 100-199/200000", part.header("Content-Range"));
        String tag = part.header("ETag");
        assertTrue(tag.matches("\"[0-9a-f]{32}-[0-9]+\""), tag);
        assertEquals(206, web.get(civitai, "Range", "bytes=1-", "If-Range", tag).status());
        assertEquals(
                200,
                web.get(civitai, "Range", "bytes=1-", "If-Range", "\"other\"").status());
        assertEquals(416, web.get(civitai, "Range", "bytes=200000-").status());
    }

    @Test
    void theLogTellsWhoWasShownWhat() {
        web.get(hub.civitaiEndpoint() + "/api/download/models/11", "Authorization", "Bearer secret");
        assertTrue(hub.civitai().requests().stream().anyMatch(request -> request.hasHeader("Authorization")));
        assertTrue(hub.storage().requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }
}
