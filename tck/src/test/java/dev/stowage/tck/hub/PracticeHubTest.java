package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hub as a whole: its origins, its demonstration, and what else it may be used for. */
final class PracticeHubTest {
    private final Web web = new Web();

    @Test
    void bothSitesShareOneOriginUnlessToldOtherwise() {
        try (PracticeHub shared = PracticeHub.builder().start();
                PracticeHub apart = PracticeHub.builder().separateSites().start()) {
            assertEquals(shared.civitaiEndpoint(), shared.huggingFaceEndpoint());
            assertNotEquals(apart.civitaiEndpoint(), apart.huggingFaceEndpoint());
            assertEquals(
                    404,
                    web.get(apart.civitaiEndpoint() + "/api/models/org/name").status());
            assertEquals(
                    401,
                    web.get(shared.civitaiEndpoint() + "/api/models/org/name").status());
        }
    }

    @Test
    void everythingCanBeMadeToMisbehave() {
        try (PracticeHub hub =
                PracticeHub.builder().civitai(Shelf.model(1, Shelf.version(11))).start()) {
            String model = hub.civitaiEndpoint() + "/api/v1/models/1";
            hub.civitai().route("/api/v1/models/1").next(AnswerFaults.status(503));
            assertEquals(503, web.get(model).status());
            assertEquals(200, web.get(model).status());
            var link =
                    web.get(hub.civitaiEndpoint() + "/api/download/models/11").location();
            hub.storage().route(link.getRawPath()).next(BodyFaults.flippedAt(100));
            assertNotEquals(Shelf.WEIGHTS.toByteArray()[100], web.get(link).bytes()[100]);
            assertArrayEquals(Shelf.WEIGHTS.toByteArray(), web.get(link).bytes());
        }
    }

    @Test
    void modelsMayComeLater() {
        try (PracticeHub hub = PracticeHub.builder().start()) {
            assertEquals(
                    404, web.get(hub.civitaiEndpoint() + "/api/v1/models/1").status());
            hub.add(Shelf.model(1, Shelf.version(11)));
            hub.add(Shelf.repo("org/cranes"));
            assertEquals(
                    200, web.get(hub.civitaiEndpoint() + "/api/v1/models/1").status());
            assertEquals(
                    200,
                    web.get(hub.huggingFaceEndpoint() + "/api/models/org/cranes")
                            .status());
        }
    }

    @Test
    void aPlainFileHasAnAddressOfItsOwn() {
        try (PracticeHub hub = PracticeHub.builder().start()) {
            var address = hub.file("a b.safetensors", Shelf.OTHER);
            assertArrayEquals(Shelf.OTHER.toByteArray(), web.get(address).bytes());
            assertEquals(206, web.get(address, "Range", "bytes=0-0").status());
        }
    }

    @Test
    void theDemonstrationHasSomethingOfEachKind() {
        DemoModels models = DemoModels.ofSize(1 << 20);
        try (PracticeHub hub = models.addTo(PracticeHub.builder()).start()) {
            List<Sample> samples = models.samples(hub);
            assertEquals(
                    List.of("civitai", "huggingface", "http"),
                    samples.stream()
                            .limit(3)
                            .filter(Sample::free)
                            .map(Sample::source)
                            .toList());
            for (Sample sample : samples) {
                assertEquals(200, web.get(sample.reference()).status(), sample.reference());
                assertTrue(sample.about().endsWith("."), sample.about());
            }
            assertEquals(
                    401,
                    web.get(hub.civitaiEndpoint() + "/api/download/models/41003")
                            .status());
            assertEquals(
                    403,
                    web.get(hub.civitaiEndpoint() + "/api/download/models/41004")
                            .status());
        }
    }
}
