package dev.stowage.app.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.ModelType;
import dev.stowage.model.WorkerSelection;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DownloadRequestJsonTest {
    private static final String URL = "https://example.org/a.safetensors";

    @Test
    void whatWasNotSaidIsLeftOut() {
        assertEquals("{\"url\":\"" + URL + "\"}", said(Answers.NONE));
    }

    @Test
    void someWorkersAreNamedByTheirTags() {
        Answers answers = Answers.builder()
                .workers(new WorkerSelection(Set.of("fast", "big"), false))
                .build();
        assertEquals(
                "{\"url\":\"" + URL + "\",\"workers\":{\"all\":false,\"tags\":[\"big\",\"fast\"]}}", said(answers));
    }

    @Test
    void thatNoWorkerIsMeantIsSaid() {
        Answers answers = Answers.builder().workers(WorkerSelection.NONE).build();
        assertEquals("{\"url\":\"" + URL + "\",\"workers\":{\"all\":false,\"tags\":[]}}", said(answers));
    }

    @Test
    void thatItIsToWaitIsSaid() {
        Answers answers = Answers.builder().type(ModelType.VAE).paused(true).build();
        assertEquals("{\"url\":\"" + URL + "\",\"type\":\"vae\",\"paused\":true}", said(answers));
    }

    private static String said(Answers answers) {
        return DownloadRequestJson.of(
                        DownloadRequest.builder(URL).answers(answers).build())
                .toString();
    }
}
