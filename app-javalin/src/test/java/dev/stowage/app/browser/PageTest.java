package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.app.http.RunningServer;
import dev.stowage.model.Answers;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the page, from the link that was printed to the file in its folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final int MODEL = 2 << 20;
    private static final int SLOW = 256 << 10;

    private Chromium chromium;
    private PracticeHub hub;
    private RunningServer running;
    private Tab tab;

    @BeforeAll
    void startChromium() throws Exception {
        chromium = Chromium.required();
    }

    @AfterAll
    void endChromium() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @TempDir
    Path folder;

    @BeforeEach
    void openPage() throws Exception {
        hub = DemoModels.ofSize(MODEL)
                .addTo(PracticeHub.builder())
                .totalSpeed(SLOW)
                .start();
        running = RunningServer.in(folder, settings());
        tab = chromium.open();
        tab.size(1200, 900);
        tab.theme("light");
    }

    @AfterEach
    void closePage() {
        running.close();
        hub.close();
    }

    @Test
    void pasteCardDownloadPauseResumeDone() throws Exception {
        enter();
        tab.paste(cranes());
        tab.await("document.querySelector('model-card h2')?.textContent.includes('Paper Cranes')");
        assertTrue(tab.text().contains("paper crane"), tab.text());
        assertTrue(tab.text().contains("loras/"), tab.text());
        tab.screenshot("card-light");
        tab.theme("dark");
        tab.screenshot("card-dark");

        tab.await("document.activeElement.matches('.card')");
        tab.press("Enter");
        tab.await("document.querySelector('[data-status=downloading] progress')?.value > 0");
        tab.screenshot("downloading-dark");
        tab.click("[data-action=pause]");
        tab.await("document.querySelector('[data-status=paused]')");
        tab.click("[data-action=resume]");
        tab.await("document.querySelector('[data-status=downloading]')");
        tab.await("document.querySelector('[data-status=completed]')");

        tab.awaitText("Verified");
        Download done = only();
        Path file = Path.of(done.filePath().orElseThrow().toString());
        assertTrue(Files.exists(file), file::toString);
        assertTrue(tab.text().contains(file.toString()), tab.text());
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void addedPausedItWaitsForItsPerson() throws Exception {
        enter();
        tab.paste(cranes());
        tab.await("document.activeElement.matches('.card')");
        tab.pressShift("Enter");
        tab.await("document.querySelector('[data-status=paused]')");
        tab.click("[data-action=resume]");
        tab.await("document.querySelector('[data-status=completed]')");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void whatIsThereAlreadyIsAskedAbout() throws Exception {
        running.stowage().downloads().submit(DownloadRequest.of(cranes()));
        enter();
        tab.await("document.querySelector('[data-status=completed]')");
        tab.paste(cranes());
        tab.awaitText("In your library already as Paper Cranes");
        tab.screenshot("duplicate-light");
        tab.click("model-card .actions button:nth-of-type(2)");
        tab.await("document.querySelectorAll('[data-status=completed]').length === 2");
        tab.awaitText("(2).safetensors");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void severalLinesAreSeveralCardsAndBadOnesSayWhy() throws Exception {
        enter();
        tab.paste(cranes() + "\n" + hub.huggingFaceEndpoint() + "/practice/comet-lora\n" + hub.civitaiEndpoint()
                + "/models/99999");
        tab.await("document.querySelectorAll('model-card h2').length === 2");
        tab.await("document.querySelector('model-card .wrong')");
        assertEquals(
                3,
                tab.evaluate("document.querySelectorAll('model-card').length").asInt());
        tab.screenshot("cards-light");
        tab.size(390, 844);
        tab.screenshot("cards-phone");
    }

    @Test
    void aThousandDownloadsAreScrolledThroughWithFewElements() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 1000; i++) {
                String file = "http://127.0.0.1:" + silent.getLocalPort() + "/model-" + i + ".safetensors";
                running.stowage().downloads().submit(DownloadRequest.of(file));
            }
            enter();
            scrollThroughAThousand();
            running.close();
        }
    }

    private void scrollThroughAThousand() {
        tab.await("document.querySelector('#tab-all .count').textContent === '1000'");
        tab.await("document.querySelectorAll('[data-row]').length >= 20");
        String seen =
                "[...document.querySelectorAll('[data-row]')].some((row) => { const { top, bottom } = row.getBoundingClientRect();"
                        + " return bottom > 0 && top < innerHeight; })";
        String end = "document.querySelector('.end').textContent === ''";
        tab.await("(scrollTo(0, document.body.scrollHeight), " + seen + " && " + end + ")");
        tab.await("document.querySelector('[data-row][aria-label^=\"model-0.\"]')");
        int rows =
                tab.evaluate("document.querySelectorAll('[data-row]').length").asInt();
        assertTrue(rows < 200, rows + " rows are drawn at once");
        int elements = tab.evaluate("document.querySelectorAll('*').length").asInt();
        assertTrue(elements < 6000, elements + " elements");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void aTokenIsGivenInTheRowThatWantsIt() throws Exception {
        submit("/models/4102");
        enter();
        tab.awaitText("The source wants a token of yours.");
        paintAll();
        tab.click("decision-form input");
        tab.type(DemoModels.TOKEN);
        tab.press("Enter");
        tab.await("document.querySelector('[data-status=downloading], [data-status=completed]')");
        tab.await("!document.body.innerText.includes('requires your own token')");
        assertTrue(!tab.evaluate("document.body.outerHTML").asText().contains(DemoModels.TOKEN));
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void aReviewCanBeChangedAndApproved() throws Exception {
        running.stowage()
                .downloads()
                .submit(DownloadRequest.builder(cranes())
                        .answers(Answers.builder().review(ReviewMode.ALWAYS).build())
                        .build());
        enter();
        tab.await("document.querySelector('[data-status=awaiting_review]')");
        tab.click("review-form .primary");
        tab.await("document.querySelector('review-form [name=name]')");
        Optional<String> described =
                only(Status.AWAITING_REVIEW).draft().orElseThrow().description();
        assertTrue(described.orElseThrow().startsWith("<p>"), described::toString);
        assertEquals(
                "Folds whatever you describe out of paper. Works best at a strength of 0.8.",
                tab.evaluate("document.querySelector('review-form textarea').value")
                        .asText());
        tab.evaluate("document.querySelector('review-form [name=name]').select()");
        tab.type("Cranes of Paper");
        tab.evaluate("document.querySelector('review-form [name=triggerWords]').select()");
        tab.type("crane, folded");
        tab.screenshot("review-light");
        tab.click("review-form .primary");
        tab.await("document.querySelector('[data-status=completed]')");
        tab.awaitText("Cranes of Paper");
        Draft draft = only().draft().orElseThrow();
        assertEquals(List.of("crane", "folded"), draft.triggerWords());
        assertEquals(described, draft.description());
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void aCardShowsItsPicturesFromOurOwnPathOnly() throws Exception {
        enter();
        tab.paste(cranes());
        String pictures = "[...document.querySelectorAll('preview-strip img')]";
        tab.await(pictures + ".length === 2 && " + pictures + ".every((one) => one.complete && one.naturalWidth > 0)");
        tab.await(pictures + ".every((one) => one.getAttribute('src').startsWith('/previews/'))");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void aTokenIsGivenOnTheCardThatCannotBeLookedUpWithout() throws Exception {
        enter();
        tab.paste(vault());
        tab.click("model-card token-form input");
        tab.type(DemoModels.TOKEN);
        tab.press("Enter");
        tab.await("document.querySelector('model-card h2')");
    }

    @Test
    void aTokenIsGivenInARowThatCouldNotBeLookedUp() throws Exception {
        submit(vault());
        enter();
        tab.click("[data-status=awaiting_decision] token-form input");
        tab.type(DemoModels.TOKEN);
        tab.press("Enter");
        tab.await("document.querySelector('[data-status=downloading], [data-status=completed]')");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void whenTheServerComesBackThePageGoesOnWithoutANewLogin() throws Exception {
        submit(cranes());
        enter();
        tab.await("document.querySelector('[data-status=downloading] progress')?.value > 0");
        int port = running.server().address().getPort();
        running.close();
        tab.awaitText("Reconnecting…");
        running = RunningServer.in(folder, settings(), port);
        tab.await("!document.querySelector('.banner') && !document.querySelector('login-panel')");
        tab.await("document.querySelector('[data-status=completed]')");
    }

    /** Pictures of a page with something of each kind. */
    private void paintAll() throws Exception {
        URI huggingFace = hub.huggingFaceEndpoint();
        submit(huggingFace + "/practice/wordsmith-gguf");
        tab.await("document.querySelector('[data-status=completed]')");
        submit(cranes());
        tab.click("[data-row][data-status=downloading][aria-label^=paper] [data-action=pause]");
        tab.await("document.querySelector('[data-status=paused]')");
        submit(huggingFace + "/practice/comet-lora");
        tab.await("document.querySelector('[data-status=downloading] progress')?.value > 0");
        tab.paste(hub.civitaiEndpoint() + "/models/4101?modelVersionId=41002");
        tab.await("document.querySelector('model-card h2')");
        for (String theme : List.of("light", "dark")) {
            tab.theme(theme);
            tab.size(1200, 1180);
            tab.screenshot("page-" + theme);
            tab.size(390, 844);
            tab.screenshot("phone-" + theme);
        }
        tab.size(1200, 900);
        tab.press("Escape");
    }

    private void submit(String reference) throws StowageException {
        String whole = reference.startsWith("/") ? hub.civitaiEndpoint() + reference : reference;
        running.stowage().downloads().submit(DownloadRequest.of(whole));
    }

    @Test
    void withoutTheLinkThePageTellsHowToGetIn() throws Exception {
        tab.go(running.uri("/"));
        tab.awaitText("This page needs the link that stowage serve printed");
        tab.click("login-panel input");
        tab.type("not the key");
        tab.press("Enter");
        tab.awaitText("that is not the API key");
        tab.evaluate("document.querySelector('login-panel input').select()");
        tab.type(running.key());
        tab.press("Enter");
        tab.awaitText("Paste a link to begin");
    }

    private Map<String, String> settings() {
        return Map.of(
                "civitai.endpoint", hub.civitaiEndpoint().toString(),
                "huggingface.endpoint", hub.huggingFaceEndpoint().toString());
    }

    private String vault() {
        return hub.huggingFaceEndpoint() + "/practice/vault-lora";
    }

    private String cranes() {
        return hub.civitaiEndpoint() + "/models/4101";
    }

    private void enter() throws InterruptedException {
        URI link = running.server().loginLink();
        tab.go(link);
        tab.await("document.querySelector('#paste')");
        tab.await("document.querySelector('#tab-all')");
    }

    private Download only() throws Exception {
        return only(Status.COMPLETED);
    }

    private Download only(Status status) throws Exception {
        List<Download> all =
                running.stowage().downloads().list(DownloadQuery.ALL).items();
        assertEquals(1, all.size());
        assertEquals(status, all.get(0).status());
        return all.get(0);
    }
}
