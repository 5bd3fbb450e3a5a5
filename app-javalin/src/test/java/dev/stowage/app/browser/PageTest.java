package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.app.http.RunningServer;
import dev.stowage.model.Download;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.Gate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person does on the page, from the link that was printed to the file in its folder. */
class PageTest extends OnThePage {
    private static final String FAILED = "document.querySelector('#tab-failed .count').textContent";

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

        crawl();
        tab.await("document.activeElement.matches('.card')");
        tab.press("Enter");
        tab.await("document.querySelector('[data-status=downloading] progress')?.value > 0");
        tab.screenshot("downloading-dark");
        tab.click("[data-action=pause]");
        tab.await("document.querySelector('[data-status=paused]')");
        Gate rest = new Gate();
        hold(rest);
        tab.click("[data-action=resume]");
        tab.await("document.querySelector('[data-status=downloading]')");
        rest.open();
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
    void severalLinesInTheBoxAreCardsToo() throws Exception {
        enter();
        tab.await("document.activeElement.id === 'paste'");
        tab.paste(cranes() + "\nno link at all");
        tab.await("document.querySelectorAll('model-card').length === 2");
        assertEquals("", tab.evaluate("document.querySelector('#paste').value").asText());
    }

    @Test
    void ofVeryManyLinesSomeWaitUntilTheyAreAskedFor() throws Exception {
        enter();
        String lines = IntStream.range(0, 33).mapToObj(i -> "no link " + i).collect(Collectors.joining("\n"));
        tab.paste(lines);
        tab.await("document.querySelectorAll('model-card .wrong').length === 30");
        tab.click("model-card [data-state='later'] .actions button");
        tab.await("document.querySelectorAll('model-card .wrong').length === 33");
        assertEquals(
                33,
                tab.evaluate("document.querySelectorAll('model-card').length").asInt());
    }

    @Test
    void linksAndListsOfThemMayBeDropped() throws Exception {
        enter();
        String drop = "(() => { const data = new DataTransfer(); data.setData('text/uri-list', '" + cranes() + "');"
                + " data.items.add(new File(['no link at all'], 'list.txt'));"
                + " document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })); })()";
        tab.evaluate(drop);
        tab.await("document.querySelectorAll('model-card').length === 2");
        tab.await("document.querySelectorAll('model-card h2').length === 1");
    }

    @Test
    void theCardSaysWhereItGoesAlsoWhenThatIsChanged() throws Exception {
        enter();
        tab.paste(hub.file("lantern.safetensors", SampleWeights.VAE.safetensors(31, MODEL))
                .toString());
        String place = "document.querySelector('model-card .target').innerText.includes";
        tab.await(place
                + "('vae/lantern.safetensors by rule “vae”')"); // as the bytes say, which nobody has asked for yet
        choose("model-card select", "upscaler");
        tab.await(place + "('upscale_models/lantern.safetensors')");
        choose("model-card .fields input", "lamp.safetensors");
        tab.await(place + "('upscale_models/lamp.safetensors')");
        tab.click("model-card .primary");
        tab.await("document.querySelector('[data-status=completed]')");
        assertTrue(only().filePath().orElseThrow().toString().endsWith("upscale_models/lamp.safetensors"));
    }

    private void choose(String field, String value) {
        tab.evaluate("(() => { const field = document.querySelector('" + field + "'); field.value = '" + value
                + "'; field.dispatchEvent(new Event('change', { bubbles: true })); })()");
    }

    @Test
    void aLinkOfAnotherPageFillsTheBoxAndStartsNothing() throws Exception {
        enter();
        tab.go(running.uri("/?add=" + cranes()));
        tab.await("document.querySelector('#paste').value === '" + cranes() + "'");
        tab.await("document.querySelector('#tab-all .count').textContent === '0'");
        assertEquals(
                0,
                tab.evaluate("document.querySelectorAll('model-card').length").asInt());
    }

    @Test
    void aFailureSaysWhyAndOffersToTryAgainOnce() throws Exception {
        submit("/models/99999");
        enter();
        tab.await("document.querySelector('[data-status=failed] .failure')?.innerText.includes('Could not')");
        String again = "document.querySelectorAll('[data-status=failed] [data-action=retry]').length";
        assertEquals(1, tab.evaluate(again).asInt());
    }

    @Test
    void theTabsCountRightAlsoWhenAnAnswerComesLate() throws Exception {
        tab.beforehand("const ask = fetch, later = new Promise((go) => (globalThis.go = go));"
                + " globalThis.fetch = async (path, how) => { const answer = await ask(path, how);"
                + " if (path.includes('status=failed')) { globalThis.asked = true; await later; } return answer; };");
        submit("/models/99000");
        enter();
        tab.await(FAILED + " === '1'");
        tab.evaluate(
                "import('/web/store.js').then(({ store }) => { store.show('failed'); globalThis.came = store.more(); })");
        tab.await("asked");
        submit("/models/99001");
        tab.await(FAILED + " === '2'");
        tab.evaluate("(go(), came)");
        assertEquals("2", tab.evaluate(FAILED).asText());
    }

    @Test
    void theTabsCountAllAlsoAfterASearch() throws Exception {
        submit("/models/99000");
        submit("/models/99001");
        enter();
        tab.await(FAILED + " === '2'");
        tab.click("input[type=search]");
        tab.type("99001");
        tab.await(
                "document.querySelectorAll('[data-row]').length === 1 && document.querySelector('.end').textContent === ''");
        assertEquals("2", tab.evaluate(FAILED).asText());
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
        tab.click("#tab-waiting");
        tab.await("document.querySelectorAll('[data-row][tabindex=\"0\"]').length === 1");
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
    void whenTheServerComesBackThePageGoesOnWithoutANewLogin() throws Exception {
        crawl();
        submit(cranes());
        enter();
        tab.await("document.querySelector('[data-status=downloading] progress')?.value > 0");
        int port = running.server().address().getPort();
        running.close();
        Gate rest = new Gate();
        hold(rest);
        tab.awaitText("Reconnecting…");
        running = RunningServer.in(folder, settings(), port);
        tab.await("!document.querySelector('.banner') && !document.querySelector('login-panel')");
        rest.open();
        tab.await("document.querySelector('[data-status=completed]')");
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
}
