package dev.stowage.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.app.http.EventClient.Event;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.hub.SampleWeights;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventsTest {
    private final ScriptedOrigin origin = ScriptedOrigin.start();

    @TempDir
    private Path folder;

    private RunningServer running;

    @BeforeEach
    void start() throws StowageException {
        running = RunningServer.in(folder, Map.of());
    }

    @AfterEach
    void stop() {
        origin.close();
        running.close();
    }

    @Test
    void tellsTheStateFirstAndThenEveryChangeInOrder() throws Exception {
        String before = submit("before.safetensors");
        try (EventClient client = EventClient.open(running, "")) {
            assertTrue(client.contentType().startsWith("text/event-stream"), client.contentType());
            Event hello = client.next();
            assertEquals("hello", hello.name());
            assertTrue(hello.raw().startsWith("retry: "), hello.raw());
            assertTrue(hello.id().isEmpty());
            Event snapshot = client.next();
            assertEquals("snapshot", snapshot.name());
            assertEquals(
                    before, snapshot.data().path("downloads").path(0).path("id").asText());
            assertTrue(snapshot.data().path("counts").has("completed"));
            assertTrue(snapshot.data().path("nextCursor").isNull());

            String after = submit("after.safetensors");
            client.status(after, "completed");
            List<Long> versions = client.seen().stream()
                    .filter(event ->
                            event.name().equals("download") && event.download().equals(after))
                    .map(event -> event.data().path("version").asLong())
                    .toList();
            assertEquals(versions.stream().sorted().distinct().toList(), versions);
            assertEquals(after, client.next("asset").data().path("downloadId").asText());
        }
    }

    @Test
    void whoLogsOutHearsNoMoreWhileAnotherSessionAndTheKeyGoOn() throws Exception {
        String cookie = running.cookie();
        try (EventClient ended = EventClient.loggedIn(running, cookie);
                EventClient other = EventClient.loggedIn(running, running.cookie());
                EventClient program = EventClient.open(running, "")) {
            for (EventClient client : List.of(ended, other, program)) {
                client.next("snapshot");
            }
            assertEquals(204, running.logOut(cookie).statusCode());
            assertThrows(IOException.class, ended::next);
            String after = submit("after.safetensors");
            other.status(after, "completed");
            program.status(after, "completed");
            assertThrows(IOException.class, ended::next);
        }
    }

    @Test
    void whoComesBackIsToldExactlyWhatItMissed() throws Exception {
        String first = submit("first.safetensors");
        try (EventClient whole = EventClient.open(running, "")) {
            String heard;
            try (EventClient client = EventClient.open(running, "?topics=downloads")) {
                client.next("snapshot");
                heard = client.lastId();
            }
            String second = submit("second.safetensors");
            whole.status(second, "completed");
            try (EventClient again = EventClient.open(running, "", Optional.of(heard))) {
                again.status(second, "completed");
                assertEquals("hello", again.seen().get(0).name());
                assertTrue(again.seen().stream().noneMatch(event -> event.name().equals("snapshot")));
                List<Event> told = whole.seen().stream()
                        .filter(event -> event.name().equals("download")
                                && event.download().equals(second))
                        .toList();
                assertEquals(
                        told,
                        again.seen().stream()
                                .filter(event -> event.name().equals("download")
                                        && event.download().equals(second))
                                .toList());
                assertFalse(first.isEmpty());
            }
        }
    }

    @Test
    void aRestartedServerTellsWhatHasChangedSince() throws Exception {
        Gate gate = new Gate();
        origin.serve("/held.safetensors", Resource.of(model(3, 1 << 20))).next(BodyFaults.heldAt(200_000, gate));
        String held = submitted("/held.safetensors");
        String heard;
        try (EventClient client = EventClient.open(running, "")) {
            client.next("snapshot");
            gate.awaitReached(java.time.Duration.ofSeconds(30));
            heard = client.lastId();
        }
        running.close();
        gate.open();
        running = RunningServer.in(folder, Map.of());
        try (EventClient client = EventClient.open(running, "?lastEventId=" + heard)) {
            client.status(held, "completed");
            assertEquals("hello", client.seen().get(0).name());
            assertTrue(client.seen().stream().noneMatch(event -> event.name().equals("snapshot")));
            assertFalse(client.lastId().startsWith(heard.substring(0, heard.indexOf('-'))));
        }
    }

    @Test
    void anIdThatIsNoneOfOursLeadsToASnapshot() throws Exception {
        for (String id : List.of("7", "nonsense-", "other-5-99999999999999", "-1", "\u00e4-1-1")) {
            try (EventClient client = EventClient.open(
                    running,
                    "?lastEventId=" + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8))) {
                assertEquals("hello", client.next().name());
                assertEquals("snapshot", client.next().name(), id);
            }
        }
    }

    @Test
    void whoComesInTheMiddleSeesHowFarItIsAndNothingMoreOnceItIsPaused() throws Exception {
        Gate gate = new Gate();
        origin.serve("/slow.safetensors", Resource.of(model(4, 4 << 20))).always(BodyFaults.heldAt(150_000, gate));
        String id = submitted("/slow.safetensors");
        gate.awaitReached(java.time.Duration.ofSeconds(30));
        try (EventClient client = EventClient.open(running, "")) {
            Event progress = client.next("progress");
            assertEquals(id, progress.data().path(0).path(0).asText());
            assertEquals(4 << 20, progress.data().path(0).path(2).asLong());
            assertEquals("downloading", progress.data().path(0).path(5).asText());
            assertTrue(progress.id().isEmpty());

            assertEquals(
                    200, running.send("POST", "/downloads/" + id + "/pause", "").statusCode());
            client.status(id, "paused");
            String other = submit("other.safetensors");
            client.status(other, "completed");
            int paused = client.seen()
                    .indexOf(client.seen().stream()
                            .filter(event -> event.status().equals("paused"))
                            .findFirst()
                            .orElseThrow());
            assertTrue(client.seen().subList(paused, client.seen().size()).stream()
                    .noneMatch(event ->
                            event.name().equals("progress") && event.raw().contains(id)));
        }
    }

    @Test
    void topicsLeaveOutTheRest() throws Exception {
        try (EventClient assets = EventClient.open(running, "?topics=assets,workers")) {
            assertEquals("hello", assets.next().name());
            assertEquals("{}", assets.next().data().toString());
            submit("one.safetensors");
            assertEquals("asset", assets.next().name());
        }
        assertEquals(
                400,
                running.send(running.request("/events?topics=nothing").header("Accept", "*/*"))
                        .statusCode());
    }

    @Test
    void whoDoesNotTakeEventsIsToldSo() throws Exception {
        for (String[] accept : List.of(new String[] {}, new String[] {"Accept", "application/json"})) {
            var request = running.request("/events");
            HttpResponse<String> answer = running.send(accept.length == 0 ? request : request.headers(accept));
            assertEquals(406, answer.statusCode());
            assertEquals(
                    "not_acceptable", RunningServer.json(answer).path("code").asText());
        }
        assertEquals(
                401,
                running.send(running.anonymous("/events").header("Accept", "*/*"))
                        .statusCode());
    }

    @Test
    void aSecretOfTheAddressIsNoPartOfAnyEvent() throws Exception {
        origin.serve("/signed.safetensors", Resource.of(model(5, 300_000)));
        try (EventClient client = EventClient.open(running, "")) {
            client.next("snapshot");
            String id = submitted("/signed.safetensors?X-Amz-Signature=canary11&token=canary22");
            client.until(event -> event.download().equals(id)
                    && List.of("completed", "awaiting_decision", "failed").contains(event.status()));
            client.seen().forEach(event -> assertFalse(event.raw().contains("canary"), event.raw()));
        }
    }

    @Test
    void theEndOfTheServerEndsEveryStream() throws Exception {
        try (EventClient client = EventClient.open(running, "")) {
            client.next("snapshot");
            running.server().close();
            assertThrows(IOException.class, () -> client.until(event -> false));
        }
    }

    /** Submits a small file that is there. */
    private String submit(String name) throws Exception {
        origin.serve("/" + name, Resource.of(model(name.hashCode(), 300_000)));
        return submitted("/" + name);
    }

    private static Content model(long seed, long bytes) {
        return SampleWeights.SDXL_LORA.safetensors(seed, bytes);
    }

    private String submitted(String path) throws Exception {
        HttpResponse<String> answer =
                running.send("POST", "/downloads", "{\"url\":\"" + origin.uri(path) + "\",\"type\":\"lora\"}");
        assertEquals(201, answer.statusCode(), answer.body());
        return RunningServer.json(answer).path("id").asText();
    }
}
