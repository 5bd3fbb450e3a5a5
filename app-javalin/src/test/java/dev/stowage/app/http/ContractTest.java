package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.spi.StowageException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the routes tell the same. Whether answers are as described is checked wherever tests ask {@link RunningServer}. */
final class ContractTest {
    private RunningServer running;

    @BeforeEach
    void start(@TempDir Path folder) throws StowageException {
        running = RunningServer.in(folder, Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasItsRoute() {
        Set<String> routes = new TreeSet<>();
        described().forEach(route -> routes.add(route.method() + " " + route.path()));
        assertEquals(
                String.join("\n", routes), String.join("\n", Contract.ours().operations()));
    }

    @Test
    void everyRouteSaysWhoMayUseIt() {
        for (Routes.Route route : described()) {
            assertNotNull(route.permission(), route.path());
            JsonNode described = Contract.ours()
                    .document()
                    .path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT));
            assertEquals(
                    route.permission().name().toLowerCase(Locale.ROOT),
                    described.path("x-permission").asText(),
                    route.path());
            assertEquals(route.permission() == Permission.OPEN, described.has("security"), route.path());
        }
    }

    @Test
    void nothingButWhatIsOpenAnswersAStranger() throws Exception {
        for (Routes.Route route : running.server().routes()) {
            if (route.permission() != Permission.OPEN) {
                String path = route.path().replaceAll("\\{[a-z]+}", "0");
                HttpResponse<String> answer = running.send(running.anonymous(path)
                        .header("Content-Type", "application/json")
                        .method(route.method(), BodyPublishers.ofString("{}")));
                assertEquals(401, answer.statusCode(), route.method() + " " + path);
                assertEquals(
                        "not_logged_in", RunningServer.json(answer).path("code").asText());
            }
        }
    }

    @Test
    void theDescriptionIsServedWithTheVersion() throws Exception {
        HttpResponse<String> answer = running.send(running.anonymous("/openapi.json"));
        assertEquals(200, answer.statusCode());
        JsonNode served = RunningServer.json(answer);
        assertEquals(Contract.ours().document().path("paths"), served.path("paths"));
        assertEquals("3.1.0", served.path("openapi").asText());
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        ObjectNode hash = JsonNodeFactory.instance
                .objectNode()
                .put("algorithm", "sha256")
                .put("actual", 1)
                .put("verdict", "fine")
                .put("more", true);
        assertEquals(
                List.of("/expected is missing", "/actual is NUMBER", "/verdict is \"fine\"", "/more is not described"),
                Contract.ours().flaws("Hash", hash));
    }

    /** All but the page and its files, which are no interface for programs. */
    private List<Routes.Route> described() {
        return running.server().routes().stream()
                .filter(route -> !route.path().equals("/") && !route.path().contains("<"))
                .toList();
    }
}
