package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.tck.origin.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything on the page is done without a mouse, and nobody is thrown back to its top. */
class KeyboardTest extends OnThePage {

    @Test
    void theKeyboardStaysWithWhatItSteers() throws Exception {
        Gate gate = new Gate();
        hold(gate);
        enter();
        tab.paste(cranes());
        tab.await(active(".card"));
        tab.press("Enter");
        tab.await(active("[data-row][data-status=downloading]"));
        tab.press(" ");
        tab.await(active("[data-row][data-status=paused]"));
        tab.evaluate("document.querySelector('[data-action=resume]').focus()");
        tab.press(" ");
        tab.await(active("[data-status=downloading] [data-action=pause]"));
        tab.press(" ");
        tab.await(active("[data-status=paused] [data-action=resume]"));
        tab.press(" ");
        tab.await(active("[data-status=downloading] [data-action=pause]"));
        gate.open();
        // The button goes and does not become another one: who presses it too late does no harm.
        tab.await(active("[data-row][data-status=completed]"));
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void enterTakesOneCardAfterTheOther() throws Exception {
        enter();
        tab.paste(cranes() + "\n" + hub.huggingFaceEndpoint() + "/practice/comet-lora");
        tab.await("document.querySelectorAll('model-card h2').length === 2");
        tab.await(active(".card"));
        tab.press("Enter");
        tab.await("document.querySelectorAll('model-card').length === 1 && " + active(".card"));
        tab.press("Enter");
        tab.await("document.querySelectorAll('model-card').length === 0 && " + active("[data-row]"));
        tab.paste(cranes() + "?modelVersionId=41002");
        tab.await(active(".card"));
    }

    @Test
    void theArrowsGoThroughTheListWithoutHidingItsRows() throws Exception {
        for (int i = 0; i < 25; i++) {
            submit("/models/" + (99_000 + i));
        }
        enter();
        tab.await("document.querySelector('#tab-failed .count').textContent === '25'");
        String oldest = "document.querySelector('[data-row][aria-label*=\"99000,\"]')";
        tab.await("(scrollTo(0, document.body.scrollHeight), " + oldest + ")");
        tab.evaluate(oldest + ".focus()");
        // Faster than the page can draw: no frame comes between these.
        tab.evaluate("for (let i = 0; i < 19; i++) document.activeElement.dispatchEvent("
                + "new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }))");
        tab.press("ArrowUp");
        tab.await(active("[data-row][aria-label*='99020,']"));
        String tabs = "document.querySelector('.bar').getBoundingClientRect().bottom";
        tab.await("document.activeElement.getBoundingClientRect().top >= " + tabs);
    }

    private static String active(String selector) {
        return "document.activeElement.matches(\"" + selector + "\")";
    }
}
