package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.DownloadRequest;
import dev.stowage.app.http.RunningServer;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.hub.PracticeHub;
import dev.stowage.tck.origin.Bandwidth;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Step;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, with practice sites beside it, for tests that do on it what a person does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnThePage {

    static final int MODEL = 2 << 20;
    private static final int CRAWLING = 16 << 10;

    private Chromium chromium;
    PracticeHub hub;
    RunningServer running;
    Tab tab;

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
        hub = DemoModels.ofSize(MODEL).addTo(PracticeHub.builder()).start();
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

    /** From now on files come so slowly that none is whole before a busy browser has shown it on its way. */
    void crawl() {
        Bandwidth line = new Bandwidth(CRAWLING);
        hub.storage().precede(() -> Step.limit(line));
    }

    /** From now on files come all at once when the gate opens, but for what is on its way already. */
    void hold(Gate gate) {
        hub.storage().precede(() -> Step.await(gate));
    }

    void submit(String reference) throws StowageException {
        String whole = reference.startsWith("/") ? hub.civitaiEndpoint() + reference : reference;
        running.stowage().downloads().submit(DownloadRequest.of(whole));
    }

    Map<String, String> settings() {
        return Map.of(
                "civitai.endpoint", hub.civitaiEndpoint().toString(),
                "huggingface.endpoint", hub.huggingFaceEndpoint().toString());
    }

    String vault() {
        return hub.huggingFaceEndpoint() + "/practice/vault-lora";
    }

    String cranes() {
        return hub.civitaiEndpoint() + "/models/4101";
    }

    void enter() throws InterruptedException {
        URI link = running.server().loginLink();
        tab.go(link);
        tab.await("document.querySelector('#paste')");
        tab.await("document.querySelector('#tab-all')");
    }

    Download only() throws Exception {
        return only(Status.COMPLETED);
    }

    Download only(Status status) throws Exception {
        List<Download> all =
                running.stowage().downloads().list(DownloadQuery.ALL).items();
        assertEquals(1, all.size());
        assertEquals(status, all.get(0).status());
        return all.get(0);
    }
}
