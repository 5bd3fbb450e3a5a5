package dev.stowage.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.app.http.RunningServer;
import dev.stowage.app.text.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page's pure functions, in the browser that runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatTest {
    private Chromium chromium;
    private RunningServer running;
    private Tab tab;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        chromium = Chromium.required();
        running = RunningServer.in(folder, Map.of());
        tab = chromium.open();
        tab.go(running.uri("/"));
    }

    @AfterAll
    void stop() throws Exception {
        if (chromium != null) {
            running.close();
            chromium.close();
        }
    }

    @Test
    void sizesReadAsOnTheCommandLine() {
        for (long bytes : List.of(0L, 1023L, 1024L, 1_048_524L, 1_048_575L, 6_938_040_682L, 1L << 50)) {
            assertEquals(Bytes.text(bytes), text("format", "size(" + bytes + ")"));
        }
    }

    @Test
    void percentIsNeverRoundedUp() {
        assertEquals("99", text("format", "percent(9999, 10000)"));
        assertEquals("100", text("format", "percent(10000, 10000)"));
        assertEquals("0", text("format", "percent(5, 0)"));
    }

    @Test
    void durationsGetCoarserWithLength() {
        assertEquals("40 s", text("format", "duration(40)"));
        assertEquals("2 min 07 s", text("format", "duration(127)"));
        assertEquals("14 min", text("format", "duration(845)"));
        assertEquals("1 h 20 min", text("format", "duration(4800)"));
        assertEquals("—", text("format", "duration(400000)"));
    }

    @Test
    void smallChangesOfAnEstimateAreNotShown() {
        assertEquals("1000", text("format", "steady(1000, 960)"));
        assertEquals("940", text("format", "steady(1000, 940)"));
        assertEquals("59", text("format", "steady(60, 59)"));
    }

    @Test
    void sourcesAreKnownByTheirForm() {
        Map.of(
                        "https://civitai.com/models/4384", "civitai",
                        "urn:air:sdxl:lora:civitai:1@2", "civitai",
                        "black-forest-labs/FLUX.1-dev", "huggingface",
                        "hf.co/city96/gguf:Q4_K_M", "huggingface",
                        "https://example.org/x.safetensors", "direct")
                .forEach((reference, source) ->
                        assertEquals(source, text("sources", "sourceOf('" + reference + "')"), reference));
        assertEquals("undefined", text("sources", "sourceOf('just some words')"));
    }

    @Test
    void practiceSitesAtOneAddressAreToldApartByTheirPaths() {
        String origins = "{ civitai: ['http://127.0.0.1:9'], huggingface: ['http://127.0.0.1:9'] }";
        assertEquals("civitai", text("sources", "sourceOf('http://127.0.0.1:9/models/41', " + origins + ")"));
        assertEquals("huggingface", text("sources", "sourceOf('http://127.0.0.1:9/practice/x', " + origins + ")"));
    }

    @Test
    void aTokenInALinkIsNotShown() {
        assertEquals(
                "https://civitai.com/x?token=…&type=Model",
                text("sources", "shown('https://civitai.com/x?token=abc&type=Model')"));
    }

    @Test
    void aDroppedShortcutIsTheAddressInIt() {
        String shortcut = "[{000214A0-0000-0000-C000-000000000046}]\\r\\nProp3=19,11\\r\\n[InternetShortcut]\\r\\n"
                + "IDList=\\r\\nURL=https://civitai.com/models/4384?a=b\\r\\n";
        assertEquals(
                "https://civitai.com/models/4384?a=b",
                text("sources", "lines(references('" + shortcut + "')).join('|')"));
        assertEquals("a/b|c/d", text("sources", "lines(references('a/b\\nc/d')).join('|')"));
    }

    @Test
    void aRowStaysInItsBlockWhileOthersComeAndGo() {
        String start = "const blocks = new Blocks(), ids = [...Array(30).keys()].reverse();"
                + " const keys = (some) => blocks.divide(some).flatMap(({ key, ids: all }) => all.map((id) => `${id}:${key}`));"
                + " const before = keys(ids); ";
        assertEquals("true", blocks(start + "return keys(ids).join() === before.join();"));
        assertEquals("true", blocks(start + "return keys([32, 31, 30, ...ids]).join().endsWith(before.join());"));
        assertEquals(
                "true",
                blocks(start + "return keys(ids.filter((id) => id % 7)).every((one) => before.includes(one));"));
    }

    @Test
    void everyRowIsInOneBlockWhereverItComes() {
        String start = "const blocks = new Blocks(), ids = [...Array(30).keys()].reverse(); blocks.divide(ids);"
                + " const mixed = ids.flatMap((id) => [id, `after ${id}`]), all = blocks.divide(mixed); ";
        assertEquals("true", blocks(start + "return all.flatMap((one) => one.ids).join() === mixed.join();"));
        assertEquals("true", blocks(start + "return new Set(all.map((one) => one.key)).size === all.length;"));
    }

    @Test
    void descriptionsAreShownWithoutTheirMarkup() {
        assertEquals(
                "Folds paper & more.\n• one",
                text("prose", "textOf('<p>Folds <b>paper</b> &amp; more.</p><ul><li>one</li></ul>')"));
        assertEquals("Comet\ntails", text("prose", "textOf('# Comet\\n## tails')"));
        assertEquals("a < b", text("prose", "textOf('a < b')"));
        assertEquals("<img>", text("prose", "textOf('<script>alert(1)</script>&lt;img&gt;<p></p>')"));
    }

    private String blocks(String body) {
        return text("blocks", "(() => { " + body + " })()");
    }

    private String text(String module, String expression) {
        JsonNode value = tab.evaluate("import('/web/" + module
                + ".js').then((module) => { with (module) { return String(" + expression + "); } })");
        return value.asText();
    }
}
