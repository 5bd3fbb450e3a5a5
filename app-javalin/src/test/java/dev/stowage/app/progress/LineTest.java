package dev.stowage.app.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.Progress;
import dev.stowage.app.Samples;
import dev.stowage.app.text.Text;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LineTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void showsNameBarPercentSizeSpeedAndTimeLeft() {
        Sight sight = downloading(1_800, OptionalLong.of(4_000), 2_000, LONG);
        assertEquals(
                "style.safetensors           [=====>      ]  45%     1.8/3.9 KiB    2.0 KiB/s     0:40",
                line(86).text(sight));
    }

    @Test
    void showsNoSpeedBeforeASecondOfData() {
        Sight early = downloading(1_800, OptionalLong.of(4_000), 900_000_000, Duration.ofMillis(999));
        assertFalse(line(100).text(early).contains("/s"));
        assertFalse(line(100).text(early).contains("0:40"));
    }

    @Test
    void showsWhatItHasWhenTheSizeIsUnknown() {
        String text = line(100).text(downloading(1_800, OptionalLong.empty(), 2_000, LONG));
        assertTrue(text.contains("1.8 KiB"), text);
        assertFalse(text.contains("%"), text);
        assertFalse(text.contains("["), text);
    }

    @Test
    void isNeverWiderThanTheTerminalAndKeepsItsColumns() {
        for (int columns = 20; columns < 200; columns++) {
            int width = columns - 1;
            Sight slow = downloading(0, OptionalLong.of(4_000), 1, LONG);
            Sight fast = downloading(3_999, OptionalLong.of(4_000), 1_000_000_000, LONG);
            assertEquals(width, Text.columns(line(columns).text(slow)));
            assertEquals(width, Text.columns(line(columns).text(fast)));
            assertTrue(Text.columns(line(columns).text(waiting())) <= width);
        }
    }

    @Test
    void saysUntilWhenItWaitsAndWhy() {
        assertEquals(
                "style.safetensors  waiting until 10:21:00: it does not answer",
                line(100).text(waiting()));
    }

    @Test
    void saysWhichStateItIsInWhenNothingIsTransferred() {
        assertEquals("style.safetensors  verifying", line(80).text(resting(Status.VERIFYING)));
        assertEquals("style.safetensors  waiting for its turn", line(80).text(resting(Status.QUEUED)));
        assertEquals("example.org  finding out what it is", line(80).text(resting(Status.RESOLVING)));
    }

    @Test
    void colorsTheBarOnlyWhenWelcome() {
        Sight sight = downloading(1_800, OptionalLong.of(4_000), 2_000, LONG);
        String colored = new Line(new Screen(true, 100, true), new Phrases(CLOCK)).text(sight);
        assertTrue(colored.contains("\u001b[32m["), colored);
        assertFalse(line(100).text(sight).contains("\u001b"));
    }

    private static Line line(int columns) {
        return new Line(new Screen(true, columns, false), new Phrases(CLOCK));
    }

    private static Sight downloading(long received, OptionalLong total, long speed, Duration measured) {
        Optional<Duration> eta = total.isPresent() ? Optional.of(Duration.ofSeconds(40)) : Optional.empty();
        Progress progress = new Progress(received, total, speed, eta, 1);
        return new Sight(
                Samples.in(Status.DOWNLOADING).totalBytes(total).build(), Optional.of(progress), LONG, measured);
    }

    private static Sight resting(Status status) {
        return new Sight(Samples.in(status).build(), Optional.empty(), LONG, Duration.ZERO);
    }

    private static Sight waiting() {
        return new Sight(
                Samples.in(Status.QUEUED)
                        .problem(Samples.problem(Problem.Kind.NETWORK))
                        .retryAt(Optional.of(Samples.NOW.plusMillis(30_700)))
                        .build(),
                Optional.empty(),
                LONG,
                Duration.ZERO);
    }
}
