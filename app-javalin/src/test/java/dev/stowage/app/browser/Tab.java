package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One tab of a browser, used as a person uses it; it remembers what the browser complained of. */
final class Tab {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_MILLIS = 45_000;
    private static final Map<String, Integer> KEYS = Map.of(
            "Enter", 13, "Escape", 27, " ", 32, "ArrowUp", 38, "ArrowDown", 40, "/", 191, "r", 82, "?", 191, "v", 86);
    private static final int CONTROL = 2;
    private static final int SHIFT = 8;

    private final Devtools devtools;
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();

    Tab(Devtools devtools, String session) {
        this.devtools = devtools;
        this.session = session;
        devtools.listen(this::hear);
        List.of("Page", "Runtime", "Log").forEach(domain -> call(domain + ".enable", Map.of()));
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    /** Runs a script on each page before the page's own. */
    void beforehand(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Goes to an address and waits until it is loaded. */
    void go(URI address) throws InterruptedException {
        loads.clear();
        call("Page.navigate", Map.of("url", address.toString()));
        assertTrue(loads.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) != null, address + " does not load");
    }

    /** The value of an expression, or of what it promises. */
    JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        String loop =
                "new Promise((done) => { const end = Date.now() + " + PATIENCE_MILLIS + "; const look = () => { let ok;"
                        + " try { ok = Boolean(" + expression + "); } catch { ok = false; }"
                        + " ok || Date.now() > end ? done(ok) : setTimeout(look, 25); }; look(); })";
        assertTrue(evaluate(loop).asBoolean(), () -> "Never true: " + expression + "\n" + text() + "\n" + complaints);
    }

    /** Waits until the page shows a text. */
    void awaitText(String text) {
        await("document.body.innerText.includes(" + quoted(text) + ")");
    }

    /** What the page shows. */
    String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** Clicks on the first element of a selector, as soon as there is one that may be clicked, rests, and lies open. */
    void click(String selector) {
        await("((it) => { if (!it?.matches(':not(:disabled, [aria-disabled=true])')) { return false; }"
                + " it.scrollIntoView({ block: 'center' });"
                + " const { x, y, width, height } = it.getBoundingClientRect(), before = globalThis.rest;"
                + " const at = (globalThis.rest = { x: x + width / 2, y: y + height / 2 });"
                + " return before?.x === at.x && before.y === at.y && it.contains(document.elementFromPoint(at.x, at.y)); })"
                + "(document.querySelector(" + quoted(selector) + "))");
        JsonNode at = evaluate("globalThis.rest");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", at.get("x"), "y", at.get("y"), "button", "left", "clickCount", 1));
        }
    }

    /** Puts a text into the clipboard and presses Ctrl+V. */
    void paste(String text) {
        devtools.call(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")),
                "");
        evaluate("navigator.clipboard.writeText(" + quoted(text) + ")");
        key("v", CONTROL, List.of("paste"));
    }

    /** Types into what has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key. */
    void press(String key) {
        key(key, 0, List.of());
    }

    /** Presses a key together with the Shift key. */
    void pressShift(String key) {
        key(key, SHIFT, List.of());
    }

    private void key(String key, int modifiers, List<String> commands) {
        String text = key.equals("Enter") ? "\r" : key.length() == 1 && modifiers != CONTROL ? key : "";
        Map<String, Object> down = Map.of(
                "type", text.isEmpty() ? "rawKeyDown" : "keyDown",
                "key", key,
                "text", text,
                "modifiers", modifiers,
                "commands", commands,
                "windowsVirtualKeyCode", KEYS.getOrDefault(key, 0));
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "modifiers", modifiers));
    }

    /** How wide and high the page has it; narrow ones are phones. */
    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Whether the person likes it {@code light} or {@code dark}. */
    void theme(String theme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Keeps a picture for people to look at. */
    void screenshot(String name) throws IOException {
        byte[] picture = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), picture);
    }

    /** Errors of scripts, broken policies and files that did not load. */
    List<String> complaints() {
        return complaints;
    }

    private void hear(JsonNode message) {
        if (!message.path("sessionId").asText().equals(session)) {
            return;
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Page.loadEventFired" -> loads.add("loaded");
            case "Runtime.exceptionThrown" -> complaints.add(told.toString());
            case "Runtime.consoleAPICalled" -> complain(told.path("type").asText(), told);
            case "Log.entryAdded" -> complain(told.path("entry").path("level").asText(), told);
            default -> {}
        }
    }

    private void complain(String level, JsonNode told) {
        if (Set.of("error", "warning", "assert").contains(level)) {
            complaints.add(told.toString());
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return devtools.call(method, parameters, session);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
