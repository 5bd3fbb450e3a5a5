package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswersTest {
    private static final String MODEL =
            "{\"id\": 7, \"name\": \"x\", \"modelVersions\": [{\"id\": 70, \"files\": [{\"id\": 700}]}]}";

    private final Sites site = Sites.usual();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{\"id\": 7",
                "<html>Just a moment</html>",
                "{\"id\": 7} {\"id\": 8}",
                "{\"size\": NaN}"
            })
    void takesNoAnswerThatIsNoObject(String body) {
        assertUnreadable(body.getBytes(UTF_8));
    }

    @Test
    void takesNoAnswerBeyondItsLimits() {
        assertUnreadable(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8));
        assertUnreadable(("{\"a\":" + "9".repeat(1_000_000) + "}").getBytes(UTF_8));
        assertUnreadable(("{\"a\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(UTF_8));
        assertUnreadable(("{\"a\":[" + "1,".repeat(1_000_001) + "1]}").getBytes(UTF_8));
    }

    @Test
    void takesNoAnswerInAnotherEncoding() {
        assertUnreadable(MODEL.getBytes(UTF_16));
        byte[] broken = MODEL.getBytes(UTF_8);
        broken[MODEL.indexOf('x')] = (byte) 0xC3;
        assertUnreadable(broken);
    }

    @Test
    void skipsAByteOrderMark() throws StowageException {
        site.json("models/7", "\uFEFF" + MODEL);
        assertEquals(
                "70/700",
                Sites.recommended(site.found("https://civitai.com/models/7"))
                        .key()
                        .id());
    }

    @Test
    void takesTypesInAnAnswerForPlainData() throws StowageException {
        site.json("models/7", MODEL.replace("\"id\": 7,", "\"id\": 7, \"@class\": \"java.net.URL\","));
        assertEquals("x", site.found("https://civitai.com/models/7").model().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"modelVersions\": null}",
                "{\"modelVersions\": {}}",
                "{\"modelVersions\": [null, 5, {}, {\"id\": \"70\"}, {\"id\": -1}, {\"id\": 4294967296}]}"
            })
    void findsNoVersionWhereNoneCanBeNamed(String model) {
        site.json("models/7", model);
        Problem problem = site.problem("https://civitai.com/models/7");
        assertEquals(Codes.NOT_FOUND, problem.code());
        assertTrue(problem.message().contains("no published version"), problem::message);
    }

    private void assertUnreadable(byte[] body) {
        site.web.reply("https://civitai.com/api/v1/models/7", 200, Map.of(), body);
        Problem problem = site.problem("https://civitai.com/models/7");
        assertEquals(Codes.BAD_METADATA, problem.code());
        assertTrue(problem.retryable());
        assertEquals(
                "Could not look up model 7 at civitai.com: CivitAI sent an unreadable description. Try again later.",
                problem.message());
    }
}
