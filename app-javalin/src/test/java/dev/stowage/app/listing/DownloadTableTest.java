package dev.stowage.app.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.app.progress.Screen;
import dev.stowage.app.text.Text;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Finding;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloadTableTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOW.plus(Duration.ofMinutes(5)), ZoneOffset.UTC);
    private static final String ID = "01JD3KX9ZQ7M2Q4R5S6T7V8W9X";

    @Test
    void showsALineForEachDownload() {
        Download paused = Samples.in(Status.PAUSED, ID).receivedBytes(1_000).build();
        assertEquals(
                List.of(
                        "ID          STATUS             SIZE  DONE   AGE  NAME                                   FROM",
                        "01JD3KX9ZQ  paused          3.9 KiB   25%    5m  style.safetensors                      example.org"),
                table(100, paused));
    }

    @Test
    void aNarrowTerminalHasNoPlace() {
        List<String> lines = table(72, Samples.in(Status.PAUSED, ID).build());
        assertFalse(lines.get(0).contains("FROM"), lines.get(0));
        assertTrue(lines.get(1).endsWith("style.safetensors"), lines.get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 72, 80, 99, 132, 200})
    void noLineIsWiderThanItsTerminal(int columns) {
        for (String line : table(columns, everything())) {
            assertTrue(Text.columns(line) < columns, line);
        }
    }

    @Test
    void whatItWaitsForHasALineOfItsOwnOnATerminal() {
        List<String> lines = table(100, Samples.in(Status.AWAITING_DECISION, ID).build());
        assertEquals("            please make room on the disk: it does not answer", lines.get(2));
        assertTrue(lines.get(1).startsWith("01JD3KX9ZQ  decision "), lines.get(1));
    }

    @Test
    void inAPipeEachDownloadHasOneLineAndNothingIsShortened() {
        String name = "x".repeat(90) + ".safetensors";
        Download failed = new DownloadBuilder(
                        new DownloadId(ID), UserId.LOCAL, new Reference("https://example.org/" + name), Samples.NOW)
                .status(Status.FAILED)
                .name(new dev.stowage.model.FileName(name), false)
                .problem(Samples.problem(Problem.Kind.NETWORK))
                .build();
        DownloadTable table = new DownloadTable(new Screen(false, 20, false), CLOCK, List.of(failed));
        List<String> lines = table.lines(List.of(failed), Live.NONE);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains(name + "  example.org"), lines.get(0));
        assertTrue(lines.get(0).endsWith("  it does not answer"), lines.get(0));
    }

    @Test
    void saysUntilWhenAndWhyOneWaits() {
        Download waiting = Samples.in(Status.QUEUED, ID)
                .problem(Samples.problem(Problem.Kind.NETWORK))
                .retryAt(Optional.of(Samples.NOW))
                .build();
        assertEquals(
                "            waits until 2025-03-01 10:20:30: it does not answer",
                table(100, waiting).get(2));
    }

    @Test
    void saysWhatAReviewIsAbout() {
        Download review = Samples.in(Status.AWAITING_REVIEW, ID)
                .findings(List.of(Finding.note("a", "A note."), Finding.doubt("b", "A doubt.")))
                .build();
        assertEquals("            A doubt.", table(100, review).get(2));
    }

    @Test
    void idsAreAsLongAsItTakesToTellThemApart() {
        Download one = Samples.in(Status.PAUSED, "01JD3KX9ZQ7M2Q4R5S6T7V8W9X").build();
        Download other = Samples.in(Status.PAUSED, "01JD3KX9ZQ7M3Q4R5S6T7V8W9X").build();
        List<String> lines = table(100, one, other);
        assertTrue(lines.get(1).startsWith("01JD3KX9ZQ7M2  "), lines.get(1));
        assertTrue(lines.get(2).startsWith("01JD3KX9ZQ7M3  "), lines.get(2));
    }

    @Test
    void howFarARunningTransferIsOnlyItsOwnProcessKnows() {
        String line = table(
                        100,
                        Samples.in(Status.DOWNLOADING, ID).receivedBytes(1_000).build())
                .get(1);
        assertFalse(line.contains("%"), line);
    }

    @Test
    void theSpeedIsThatOfARunningTransferOnly() {
        Progress told = new Progress(3840, OptionalLong.of(4000), 2048, Optional.of(Duration.ofSeconds(1)), 2);
        DownloadTable table = new DownloadTable(new Screen(false, 80, false), CLOCK, List.of());
        String running = table.lines(List.of(Samples.in(Status.DOWNLOADING).build()), id -> Optional.of(told))
                .get(0);
        assertTrue(running.endsWith("2.0 KiB/s, 0:01 left"), running);
        String further = table.lines(List.of(Samples.in(Status.SYNCING).build()), id -> Optional.of(told))
                .get(0);
        assertFalse(further.contains("left"), further);
    }

    private static Download[] everything() {
        return Arrays.stream(Status.values())
                .map(status -> Samples.in(
                                status,
                                ID.substring(0, 10) + "-" + status.wire().replace('_', '-'))
                        .build())
                .toArray(Download[]::new);
    }

    private static List<String> table(int columns, Download... rows) {
        DownloadTable table = new DownloadTable(new Screen(true, columns, true), CLOCK, List.of(rows));
        List<String> lines = new ArrayList<>(List.of(table.header()));
        lines.addAll(table.lines(List.of(rows), Live.NONE));
        return lines;
    }
}
