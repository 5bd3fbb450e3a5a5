package dev.stowage.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stowage.model.FetchTarget;
import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sources whose addresses redirect to where the bytes are. */
abstract class RedirectCases extends ResumeCases {
    private static final String SITE = "/site/download";

    @Test
    @DisplayName("DL-18 the redirects of an address are followed once, however many requests a file takes")
    void followsRedirectsOnce() throws Exception {
        Transfer transfer = behindSite(transfer(16 * MIB));
        transfer.route().next(BodyFaults.truncatedAt(6 * MIB), BodyFaults.truncatedAt(MIB));
        transfer.runToTheEnd(downloader()).require();
        assertEquals(transfer.located.get(), asked(), "requests to the site");
    }

    @Test
    @DisplayName("DL-18 the redirects of an address are followed again when it is located again")
    void followsRedirectsOncePerGeneration() throws Exception {
        Transfer transfer = behindSite(transfer(8 * MIB));
        transfer.route().next(BodyFaults.truncatedAt(3 * MIB));
        transfer.route().nextIf(RedirectCases::further, AnswerFaults.status(403));
        transfer.runToTheEnd(downloader()).require();
        assertEquals(transfer.located.get(), asked(), "requests to the site");
    }

    @Test
    @DisplayName("DL-18 where redirects lead is stored nowhere")
    void storesNoRedirect() throws Exception {
        Transfer transfer = behindSite(transfer(4 * MIB));
        transfer.route().next(BodyFaults.truncatedAt(3 * MIB)).from(2, AnswerFaults.status(503));
        transfer.run(downloader());
        try (Stream<Path> files = Files.list(transfer.folder())) {
            for (Path file : files.toList()) {
                assertFalse(text(file).contains(Transfer.CANARY), () -> "a signed address is in " + file);
            }
        }
    }

    /** The same file; its source redirects to where it is. */
    private Transfer behindSite(Transfer transfer) throws Exception {
        URI bytes = transfer.origins.get(0).locate(transfer.call).address();
        transfer.located.set(0);
        origin().route(SITE).always(AnswerFaults.redirect(307, bytes.toString()));
        transfer.origins.set(0, call -> {
            transfer.located.incrementAndGet();
            return FetchTarget.at(origin().uri(SITE + "?X-Signature=" + Transfer.CANARY));
        });
        return transfer;
    }

    private static boolean further(RecordedRequest request) {
        return !request.header("Range").orElse("").startsWith("bytes=0-");
    }

    private long asked() {
        return origin().requests().stream()
                .filter(request -> request.path().equals(SITE))
                .count();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }
}
