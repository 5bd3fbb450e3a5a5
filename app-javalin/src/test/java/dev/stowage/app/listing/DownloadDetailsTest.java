package dev.stowage.app.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DownloadDetailsTest {
    @Test
    void showsAllOfAFinishedDownload() {
        Download done = Samples.in(Status.COMPLETED)
                .published(Map.of(HashAlgorithm.SHA256, Samples.DIGEST.hex()))
                .findings(List.of(Finding.note("name_changed", "The name was changed.")))
                .build();
        assertEquals(
                List.of(
                        "style.safetensors",
                        "  id          d1",
                        "  url         https://example.org/style.safetensors",
                        "  source      direct",
                        "  status      completed, health ok",
                        "  size        3.9 KiB (4000 bytes)",
                        "  sha256      " + Samples.DIGEST.hex() + " expected",
                        "              " + Samples.DIGEST.hex() + " actual",
                        "  verified    match",
                        "  path        /models/loras/style.safetensors",
                        "  rule        lora",
                        "  asset       " + Samples.DIGEST,
                        "  note        The name was changed.",
                        "  created     2025-03-01 10:20:30",
                        "  updated     2025-03-01 10:20:30",
                        "  history     2025-03-01 10:20:30  completed          registered"),
                lines(done, Optional.empty()));
    }

    @Test
    void showsWhatIsNeededAndTheCommandThatGoesOn() {
        List<String> lines = lines(Samples.in(Status.AWAITING_DECISION).build(), Optional.of("stowage get URL"));
        assertTrue(lines.contains("  needs       free_space: please make room on the disk"), lines.toString());
        assertTrue(lines.contains("  to go on    stowage get URL"), lines.toString());
        assertTrue(lines.contains("  goes to     /models/loras/style.safetensors"), lines.toString());
    }

    @Test
    void showsHowFastARunningTransferIs() {
        Download running = Samples.in(Status.DOWNLOADING).build();
        Progress progress = new Progress(1000, OptionalLong.of(4000), 2048, Optional.of(Duration.ofSeconds(90)), 2);
        List<String> lines = DownloadDetails.lines(
                running, List.of(), new Outlook(Optional.of(progress), Optional.empty()), ZoneOffset.UTC);
        assertTrue(lines.contains("  size        3.9 KiB (4000 bytes), received 25 % (1000)"), lines.toString());
        assertTrue(lines.contains("  speed       2.0 KiB/s, 1:30 left"), lines.toString());
    }

    @Test
    void nothingFromOutsideReachesTheTerminalUnescaped() {
        Duplicate evil = new Duplicate(
                Samples.DIGEST, "na\u001b[2Jme", Path.of("/models/\u202Ea"), Duplicate.MatchedBy.PUBLISHED_HASH);
        for (String line :
                lines(Samples.in(Status.QUEUED).duplicates(List.of(evil)).build(), Optional.empty())) {
            assertFalse(line.chars().anyMatch(c -> c < ' ' || c == 0x202E), line);
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusCanBeShown(Status status) {
        List<String> lines = lines(Samples.in(status).build(), Optional.empty());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  status      " + status.wire())));
    }

    private static List<String> lines(Download download, Optional<String> settling) {
        List<Change> history = List.of(Change.to(download, "registered"));
        return DownloadDetails.lines(download, history, new Outlook(Optional.empty(), settling), ZoneOffset.UTC);
    }
}
