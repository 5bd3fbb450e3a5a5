package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.fake.TransferEvent;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Gate;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transfers that stop and go on. */
abstract class ResumeCases extends DownloaderFixture {
    private static final Pattern FROM = Pattern.compile("bytes=([0-9]+)-([0-9]*)");

    @Test
    @DisplayName("DL-10 after a truncation the good bytes are not fetched again")
    void resumesAfterTruncation() throws Exception {
        Transfer transfer = transfer(8 * MIB);
        transfer.route().next(BodyFaults.truncatedAt(6 * MIB));
        transfer.runToTheEnd(downloader()).require();
        assertFetchedRestOnly(transfer, 6 * MIB);
    }

    @Test
    @DisplayName("DL-10 a connection that ends after each megabyte still brings the file")
    void resumesAgainAndAgain() throws Exception {
        Transfer transfer = transfer(4 * MIB + 1);
        transfer.route().always(BodyFaults.truncatedAt(MIB));
        if (supports(Capability.RESUME)) {
            transfer.runToTheEnd(downloader()).require();
        }
    }

    @Test
    @DisplayName("DL-11 after a reset the file comes whole")
    void resumesAfterReset() throws Exception {
        Transfer transfer = transfer(4 * MIB);
        transfer.route().next(BodyFaults.resetAt(3 * MIB), BodyFaults.resetAt(0));
        transfer.runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-11 after a stall the good bytes are not fetched again")
    void resumesAfterStall() throws Exception {
        beHasty();
        Transfer transfer = transfer(8 * MIB);
        transfer.route().next(BodyFaults.stalledAt(6 * MIB));
        transfer.runToTheEnd(downloader()).require();
        assertFetchedRestOnly(transfer, 6 * MIB);
    }

    @Test
    @DisplayName("DL-12 after a cancellation another process goes on")
    void resumesInAnotherProcess() throws Exception {
        Transfer first = cancelledAt(6 * MIB, 8 * MIB);
        assertTrue(Files.exists(first.part), "the part file is gone");
        assertTrue(Files.exists(first.journal), "the journal is gone");
        restart();
        Transfer second = first.again();
        second.runToTheEnd(downloader()).require();
        assertFetchedRestOnly(second, 6 * MIB);
        if (supports(Capability.RESUME)) {
            TransferEvent.Started started =
                    second.listener.events(TransferEvent.Started.class).get(0);
            assertTrue(started.bytesGood() >= 6L * MIB - mayFetchAgain(), "started with " + started);
        }
    }

    @Test
    @DisplayName("DL-13 the whole file for a range is never written at an offset")
    void survivesIgnoredRange() throws Exception {
        Transfer transfer = transfer(4 * MIB);
        transfer.route().next(BodyFaults.truncatedAt(3 * MIB)).from(2, RangeFaults.ignored());
        transfer.runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-14 an object replaced by one of equal length is noticed between two runs")
    void noticesReplacement() throws Exception {
        Transfer first = cancelledAt(3 * MIB, 4 * MIB);
        Transfer second = first.again();
        second.serve(Resource.of(Content.seeded(99, 4 * MIB)).withEtag("\"v2\""));
        neverAMix(second);
    }

    @Test
    @DisplayName("DL-14 an object replaced by one of equal length is noticed within a run")
    void noticesReplacementWithin() throws Exception {
        Transfer transfer = transfer(4 * MIB);
        Content old = transfer.content();
        transfer.serve(Resource.of(Content.seeded(99, 4 * MIB)).withEtag("\"v2\""));
        transfer.route().next(Fault.serving(now -> Resource.of(old)).then(reply -> reply.at(3 * MIB, Step.close())));
        neverAMix(transfer);
    }

    @Test
    @DisplayName("DL-14 an origin that ignores If-Range mixes no two objects")
    void noticesReplacementBehindIgnoredIfRange() throws Exception {
        Transfer first = cancelledAt(3 * MIB, 4 * MIB);
        Transfer second = first.again();
        second.serve(Resource.of(Content.seeded(99, 4 * MIB)).withEtag("\"v2\"").ignoringIfRange());
        neverAMix(second);
    }

    @Test
    @DisplayName("DL-14 an object that has another length now is noticed")
    void noticesOtherLength() throws Exception {
        for (long length : new long[] {2 * MIB, 5 * MIB}) {
            Transfer first = cancelledAt(3 * MIB, 4 * MIB);
            Transfer second = first.again();
            second.serve(Resource.of(Content.seeded(length, length)).withEtag("\"v" + length + "\""));
            neverAMix(second);
        }
    }

    @Test
    @DisplayName("DL-15 a range other than the one asked for is not taken for it")
    void refusesWrongContentRange() throws Exception {
        List<Fault> lies = List.of(
                RangeFaults.moved(-MIB, 0),
                RangeFaults.moved(MIB / 2, 0),
                RangeFaults.total("7"),
                RangeFaults.contentRange("bytes nonsense"),
                RangeFaults.withoutContentRange(),
                RangeFaults.multipart());
        for (Fault lie : lies) {
            Transfer first = cancelledAt(3 * MIB, 4 * MIB);
            Transfer second = first.again();
            second.route().always(lie);
            Outcome outcome = second.run(downloader());
            assertFalse(outcome.cancelled());
            second.route().always(Fault.none());
            if (!outcome.succeeded()) {
                Transfer third = second.again();
                third.runToTheEnd(downloader()).require();
            }
        }
    }

    @Test
    @DisplayName("DL-16 a journal that cannot be read is worth nothing")
    void distrustsBrokenJournal() throws Exception {
        for (String nonsense : List.of("", "nonsense", "\0\0\0\0".repeat(1000))) {
            Transfer first = cancelledAt(3 * MIB, 4 * MIB);
            Files.writeString(first.journal, nonsense);
            Files.write(first.part, new byte[3 * MIB]);
            first.again().runToTheEnd(downloader()).require();
        }
    }

    @Test
    @DisplayName("DL-16 a part file that is shorter, longer or gone does no harm")
    void survivesAlteredPart() throws Exception {
        for (int size : new int[] {0, MIB, 9 * MIB}) {
            Transfer first = cancelledAt(3 * MIB, 4 * MIB);
            resize(first, size);
            first.again().runToTheEnd(downloader()).require();
        }
        Transfer gone = cancelledAt(3 * MIB, 4 * MIB);
        Files.delete(gone.part);
        gone.again().runToTheEnd(downloader()).require();
    }

    @Test
    @DisplayName("DL-17 of two who have the same journal one goes on, and the other one writes nothing more")
    void yieldsToWhoTookOver() throws Exception {
        Transfer first = transfer(4 * MIB);
        Gate gate = new Gate();
        first.route().next(BodyFaults.heldAt(MIB, gate));
        Transfer.Running before = first.start(downloader());
        gate.awaitReached(LIMIT);
        awaitBytes(first, MIB);
        Transfer second = first.again();
        second.serve(Resource.of(Content.seeded(99, 4 * MIB)).withEtag("\"v2\""));
        boolean tookOver = second.runToTheEnd(downloader()).succeeded();
        if (!supports(Capability.FENCING)) {
            first.call.cancel();
            assertFalse(before.await().succeeded(), "a cancelled transfer succeeded");
            return;
        }
        gate.open();
        assertTrue(before.await().succeeded() != tookOver, "both or none of them got the file");
        if (tookOver) {
            second.assertWhole();
        }
    }

    /** Whatever happens, in the end the part file is the present object or there is none. */
    private void neverAMix(Transfer transfer) throws Exception {
        Outcome outcome = transfer.runToTheEnd(downloader());
        if (!outcome.succeeded()) {
            assertFalse(outcome.problem().message().isEmpty());
        }
    }

    /** A transfer that was cancelled when so many bytes had been sent and the downloader waited for more. */
    final Transfer cancelledAt(int sent, int length) throws Exception {
        Transfer transfer = transfer(length);
        cancelAt(transfer, sent);
        return transfer;
    }

    final void cancelAt(Transfer transfer, int sent) throws Exception {
        Gate gate = new Gate();
        transfer.route().next(BodyFaults.at(sent, Step.await(gate)));
        Transfer.Running running = transfer.start(downloader());
        gate.awaitReached(LIMIT);
        awaitBytes(transfer, sent);
        transfer.call.cancel();
        assertTrue(running.await().cancelled(), "a cancelled transfer ended otherwise");
        gate.open();
    }

    /** Waits until what was sent is in the part file, and nothing more is written to it. */
    private void awaitBytes(Transfer transfer, int sent) throws Exception {
        Object pause = new Object();
        long before = -1;
        int quiet = 0;
        for (int waited = 0; waited < 10_000 && quiet < 100; waited += 5) {
            synchronized (pause) {
                pause.wait(5);
            }
            long now = size(transfer);
            quiet = now == before && now >= Math.max(1, sent - mayFetchAgain()) ? quiet + 5 : 0;
            before = now;
        }
    }

    private static long size(Transfer transfer) throws Exception {
        return Files.exists(transfer.part) ? Files.size(transfer.part) : 0;
    }

    private static void resize(Transfer transfer, int size) throws Exception {
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(transfer.part), size);
        Files.write(transfer.part, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void assertFetchedRestOnly(Transfer transfer, long good) {
        if (!supports(Capability.RESUME)) {
            return;
        }
        long first = transfer.requests().stream()
                .dropWhile(request -> asksForLessThan(good, request))
                .skip(1)
                .mapToLong(ResumeCases::begin)
                .min()
                .orElseThrow(() -> new AssertionError("nothing was fetched after the fault"));
        assertTrue(
                first >= good - mayFetchAgain(),
                "bytes from " + first + " on were fetched again, " + good + " were good");
    }

    /** The answer to such a request cannot have been broken off there. */
    private static boolean asksForLessThan(long bytes, RecordedRequest request) {
        Matcher range = FROM.matcher(request.header("Range").orElse(""));
        return range.matches()
                && !range.group(2).isEmpty()
                && Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1 < bytes;
    }

    private static long begin(RecordedRequest request) {
        Matcher range = FROM.matcher(request.header("Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : 0;
    }
}
