package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To whom the practice site of CivitAI gives no file, in which order it says so, and in which words. */
final class CivitaiRefusalsTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";
    private static final Instant NOW = Instant.parse("2026-08-15T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(3));

    private final Web web = new Web();
    private final ManualClock clock = ManualClock.startingAt(NOW);
    private final PracticeHub hub = PracticeHub.builder()
            .clock(clock)
            .civitai(
                    Shelf.model(
                            1,
                            Shelf.version(11).requiringLogin(),
                            Shelf.version(12).requiringLogin().earlyAccess(END).boughtBy(Shelf.TOKEN),
                            Shelf.version(13).earlyAccess(END),
                            Shelf.version(14).forSale(),
                            Shelf.version(15).notForDownload().requiringLogin(),
                            Shelf.version(16).sharedWith(Shelf.TOKEN),
                            Shelf.version(17).unpublished()),
                    Shelf.model(2, Shelf.version(21).notForDownload()).archived(),
                    Shelf.model(3, Shelf.version(31)).realPerson())
            .civitaiTokens(Shelf.TOKEN, "another")
            .downloadsPerDay(9)
            .start();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aLoginIsAskedForAndAnUnknownTokenIsNone() {
        String login =
                "{\"error\":\"Unauthorized\",\"message\":\"The creator of this asset requires you to be logged in to download it\"}";
        assertRefused(401, login, download(11));
        assertRefused(401, login, download(11, "wrong"));
        assertEquals(307, download(11, Shelf.TOKEN).status());
        assertEquals(307, web.get(address(11) + "?token=" + Shelf.TOKEN).status());
    }

    @Test
    void earlyAccessOpensForBuyersAndWithTime() {
        String early = "{\"error\":\"Early Access\",\"deadline\":\"2026-08-18T12:00:00Z\","
                + "\"message\":\"This asset is in Early Access. You can use Buzz access it now!\"}";
        assertRefused(403, early, download(13));
        assertRefused(403, early, download(12, "another"));
        assertEquals(307, download(12, Shelf.TOKEN).status());
        String model = web.get(hub.civitaiEndpoint() + "/api/v1/models/1").text();
        assertTrue(model.contains("\"paidAccess\":{\"permanent\":false,\"endsAt\":\"2026-08-18T12:00:00Z\"}"), model);
        assertTrue(model.contains("\"earlyAccessDeadline\":\"2026-08-18T12:00:00Z\""), model);
        clock.advance(Duration.ofDays(3));
        assertEquals(307, download(13).status());
    }

    @Test
    void whatIsForSaleHasNoDeadline() {
        assertRefused(
                403,
                "{\"error\":\"Early Access\",\"message\":\"This asset is in Early Access. You can use Buzz access it now!\"}",
                download(14));
    }

    @Test
    void loginComesBeforePaymentAndWithdrawalBeforeBoth() {
        assertEquals(401, download(12).status());
        assertRefused(
                401,
                "{\"error\":\"Unauthorized\",\"message\":\"The creator of this asset has disabled downloads on this file\"}",
                download(15, Shelf.TOKEN));
        assertRefused(410, "{\"error\":\"Model archived, not available for download\"}", download(21));
    }

    @Test
    void whatIsSharedWithOthersIsToldOnlyToThem() {
        assertRefused(403, "{\"error\":\"You do not have access to download this file\"}", download(16, "another"));
        assertEquals(307, download(16, Shelf.TOKEN).status());
    }

    @Test
    void whatIsGoneIsNotFound() {
        String missing = "{\"error\":\"File not found\"}";
        assertRefused(404, missing, download(17));
        assertRefused(404, missing, download(31));
        assertRefused(404, missing, download(99));
        assertEquals("no-store", download(99).header("Cache-Control"));
    }

    @Test
    void theQuotaIsCheckedFirstAndComesBackAfterADay() {
        for (int i = 0; i < 9; i++) {
            assertEquals(404, download(99).status());
        }
        assertEquals(429, download(99).status());
        assertEquals(401, download(15, Shelf.TOKEN).status(), "others have their own");
        clock.advance(Duration.ofHours(24));
        assertEquals(404, download(99).status());
    }

    @Test
    void browsersAreSentToPagesAndToldInPlainText() {
        Web.Answer login = web.get(address(11), "User-Agent", BROWSER);
        assertEquals(307, login.status());
        assertEquals("/login?returnUrl=%2Fmodel-versions%2F11&reason=download-auth", login.header("Location"));
        Web.Answer page = web.get(login.location(), "User-Agent", BROWSER);
        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
        assertEquals(
                "/models/1?modelVersionId=13",
                web.get(address(13), "User-Agent", BROWSER).header("Location"));
        assertEquals(
                "File not found", web.get(address(99), "User-Agent", BROWSER).text());
    }

    @Test
    void theDescriptionSaysWhatItCan() {
        String api = hub.civitaiEndpoint() + "/api/v1/";
        assertTrue(web.get(api + "models/2").text().contains("\"mode\":\"Archived\""));
        assertTrue(web.get(api + "models/3").text().contains("\"poi\":true"));
        assertTrue(web.get(api + "model-versions/15").text().contains("\"usageControl\":\"Generation\""));
        assertTrue(web.get(api + "model-versions/mini/11").text().contains("\"requireAuth\":true"));
        assertEquals(404, web.get(api + "model-versions/17").status());
    }

    private String address(int version) {
        return hub.civitaiEndpoint() + "/api/download/models/" + version;
    }

    private Web.Answer download(int version) {
        return web.get(address(version));
    }

    private Web.Answer download(int version, String token) {
        return web.get(address(version), "Authorization", "Bearer " + token);
    }

    private static void assertRefused(int status, String body, Web.Answer answer) {
        assertEquals(body, answer.text());
        assertEquals(status, answer.status());
        assertEquals("application/json; charset=utf-8", answer.header("Content-Type"));
    }
}
