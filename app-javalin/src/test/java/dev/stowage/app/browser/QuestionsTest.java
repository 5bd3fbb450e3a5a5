package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.Draft;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.Status;
import dev.stowage.tck.hub.DemoModels;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person is asked on the page, and answers there. */
class QuestionsTest extends OnThePage {

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
    void aTokenIsGivenOnTheCardThatCannotBeLookedUpWithout() throws Exception {
        enter();
        tab.paste(vault());
        tab.await("document.querySelector('model-card .wrong a')?.href === '" + vault() + "'");
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
    void aTokenGoesToItsSourceAlsoWhenThePageIsToldLateWhereThatIs() throws Exception {
        tab.beforehand(
                "const ask = fetch, told = new Promise((tell) => (globalThis.tell = tell));"
                        + " globalThis.fetch = async (path, how) => { if (path === '/tokens') await told; return ask(path, how); };");
        submit(vault());
        enter();
        tab.paste(vault() + "?again");
        tab.await("document.querySelector('[data-status=awaiting_decision] .decision button')");
        tab.await("document.querySelector('model-card .wrong')");
        assertEquals(
                "0",
                tab.evaluate("document.querySelectorAll('token-form').length").asText());
        tab.evaluate("tell()");
        tab.await("document.querySelectorAll('token-form').length === 2");
        tab.click("[data-status=awaiting_decision] token-form input");
        tab.type(DemoModels.TOKEN);
        tab.press("Enter");
        tab.await("document.querySelector('[data-status=downloading], [data-status=completed]')");
        tab.click("model-card token-form input");
        tab.type(DemoModels.TOKEN);
        tab.press("Enter");
        tab.await("document.querySelector('model-card h2')");
    }

    @Test
    void noTokenIsAskedForWhereNoneIsTaken() throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start()) {
            origin.serve("/a.safetensors", Resource.of(Content.seeded(1, 100))).always(AnswerFaults.status(401));
            submit(origin.uri("/a.safetensors").toString());
            enter();
            tab.await("document.querySelector('[data-status=awaiting_decision] .decision button')");
            tab.evaluate("import('/web/store.js').then(({ store }) => { globalThis.told = () => store.origins; })");
            tab.await("told()");
            assertEquals(
                    "0",
                    tab.evaluate("document.querySelectorAll('token-form').length")
                            .asText());
        }
    }

    @Test
    void whatIsBeingTypedOutlivesNewDownloads() throws Exception {
        submit("/models/4102");
        enter();
        tab.click("decision-form input");
        tab.type("half of it");
        for (int i = 0; i < 25; i++) {
            submit("/models/" + (99_000 + i));
        }
        tab.await("document.querySelector('#tab-failed .count').textContent === '25'");
        tab.await("document.activeElement.matches('decision-form input')");
        assertEquals("half of it", tab.evaluate("document.activeElement.value").asText());
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
        tab.await("document.activeElement.matches('form.review')");
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

    /** Pictures of a page with something of each kind. */
    private void paintAll() throws Exception {
        URI huggingFace = hub.huggingFaceEndpoint();
        submit(huggingFace + "/practice/wordsmith-gguf");
        tab.await("document.querySelector('[data-status=completed]')");
        crawl();
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
}
