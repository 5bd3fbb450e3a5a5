package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for each value that a verb can make, whatever came before. */
class DownloadLawsTest {
    private static final Set<Status> BEFORE_VERIFICATION =
            EnumSet.of(Status.RESOLVING, Status.QUEUED, Status.DOWNLOADING, Status.PAUSED);

    /** What a person can say, and which command it is. */
    private static final Map<Command, UnaryOperator<Download>> COMMANDS = new LinkedHashMap<>();

    /** What the engine can say. */
    private static final Map<String, UnaryOperator<Download>> STEPS = new LinkedHashMap<>();

    static {
        COMMANDS.put(Command.PAUSE, Download::pause);
        COMMANDS.put(Command.RESUME, Download::resume);
        COMMANDS.put(Command.CANCEL, Download::cancel);
        COMMANDS.put(Command.RETRY, Download::retry);
        COMMANDS.put(Command.DECIDE, download -> download.answered(Answers.NONE));
        COMMANDS.put(Command.PRIORITISE, download -> download.prioritised(5));
        COMMANDS.put(
                Command.VERIFY,
                download -> download.reread(new Recheck(
                        new Check(Check.Condition.INTACT, Samples.NOW), Optional.empty(), Optional.empty())));
        COMMANDS.put(Command.REVIEW, download -> download.approved(Samples.draft(), Answers.NONE, Samples.PLACE));

        Digests wrong = new Digests(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()), 1000);
        Finding doubt = Finding.doubt(Codes.TYPE_UNKNOWN, "Unknown.");
        STEPS.put("resolved", d -> d.resolved(Samples.file(), Samples.MODEL, Samples.PLACE, List.of()));
        STEPS.put("claimed", Download::claimed);
        STEPS.put("interrupted", Download::interrupted);
        STEPS.put("fetched", d -> d.fetched(1000, Samples.PART, Optional.empty()));
        STEPS.put("verified", d -> d.verified(Samples.DIGESTS, Samples.draft(), Samples.PLACE, List.of()));
        STEPS.put("doubtful", d -> d.verified(Samples.DIGESTS, Samples.draft(), Samples.PLACE, List.of(doubt)));
        STEPS.put("mismatched", d -> d.mismatched(wrong, Samples.problem()));
        STEPS.put("rejected", d -> d.rejected(wrong, Samples.problem()));
        STEPS.put("placed", d -> d.placed(Samples.PLACE.path()));
        STEPS.put("doubted", d -> d.doubted(doubt));
        STEPS.put("registered", d -> d.registered(Samples.GOOD, false));
        STEPS.put("registered, workers", d -> d.registered(Samples.GOOD, true));
        STEPS.put("synced", download -> download.synced(List.of()));
        STEPS.put("waiting", d -> d.waiting(Samples.problem(), Samples.NOW.plusSeconds(5), d.attempts() + 1));
        STEPS.put("asking", d -> d.asking(Samples.asking(Need.FIX_STORAGE)));
        STEPS.put("asking until", d -> d.asking(Samples.asking(Need.FREE_SPACE), Samples.NOW.plusSeconds(60)));
        STEPS.put("delayed", d -> d.delayed(Samples.problem(), Samples.NOW.plusSeconds(5), d.attempts() + 1));
        STEPS.put("rechecked", Download::rechecked);
        Answers later = Answers.builder().sha256(Samples.OTHER).build();
        STEPS.put("amended", d -> d.amended(later, Samples.draft(), Samples.PLACE));
        STEPS.put("failed", d -> d.failed(Samples.problem()));
    }

    @ParameterizedTest
    @EnumSource
    void commandLeadsOnOrChangesNothingOrIsRefused(Status status) {
        Download before = Samples.in(status);
        COMMANDS.forEach((command, verb) -> {
            String what = command + " in " + status;
            if (command.possibleIn(status)) {
                Download after = verb.apply(before);
                assertTrue(after.equals(before) || lawful(before, after), what);
            } else {
                UnaryOperator<Download> already = verb;
                try {
                    assertSame(before, already.apply(before), what);
                } catch (IllegalCommandException refused) {
                    assertEquals(Codes.ILLEGAL_STATE, refused.problem().code(), what);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void editingIsPossibleUnderReviewOnly(Status status) {
        Download before = Samples.in(status);
        Draft edited = Samples.draft().with(ModelType.VAE, Optional.of(new BaseFamily("sdxl")));
        if (status == Status.AWAITING_REVIEW) {
            Download after = before.edited(edited, Answers.NONE, Samples.PLACE);
            assertEquals(Optional.of(edited), after.draft());
            assertEquals(before.version() + 1, after.version());
            assertEquals(Status.AWAITING_REVIEW, after.status());
            assertSame(after, after.edited(edited, Answers.NONE, Samples.PLACE));
        } else {
            assertThrows(IllegalCommandException.class, () -> before.edited(edited, Answers.NONE, Samples.PLACE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void skippingIsPossibleWhereAQuestionIsOpen(Status status) {
        Download before = Samples.in(status);
        if (status == Status.AWAITING_DECISION) {
            Download after = before.skipped(Samples.EXISTING);
            assertEquals(Status.COMPLETED, after.status());
            assertEquals(Optional.of(Samples.EXISTING.path()), after.filePath());
            assertEquals(Optional.of(Samples.EXISTING.asset()), after.assetId());
        } else {
            assertThrows(IllegalCommandException.class, () -> before.skipped(Samples.EXISTING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepLeadsOnAsTheTableSaysOrIsADefect(Status status) {
        Download before = Samples.in(status);
        STEPS.forEach((name, verb) -> {
            String what = name + " in " + status;
            try {
                Download after = verb.apply(before);
                assertTrue(after.equals(before) || lawful(before, after), what);
                assertTrue(
                        !after.equals(before) || name.equals("interrupted") || name.equals("rechecked"),
                        what + " spins");
            } catch (IllegalStateException refused) {
                assertFalse(refused instanceof IllegalCommandException, what);
            }
        });
    }

    /** Random lives: everything anybody may say, in any order, until the end. */
    @Test
    void everyLifeKeepsTheLaws() {
        Map<Status, Integer> visits = new HashMap<>();
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Download download = Samples.submitted();
            List<String> audit = new ArrayList<>();
            for (int step = 0; step < 200 && !download.status().ended(); step++) {
                Download after = said(download, random);
                if (!after.equals(download)) {
                    assertTrue(lawful(download, after), "seed " + seed + ": " + audit + " then " + after.reason());
                    audit.add(after.status().wire());
                    visits.merge(after.status(), 1, Integer::sum);
                }
                download = after;
            }
            assertEquals(download.status(), replayed(audit), "seed " + seed);
            assertEquals(audit.size() + 1, download.version(), "seed " + seed);
        }
        assertEquals(EnumSet.allOf(Status.class), EnumSet.copyOf(visits.keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "AWAITING_DECISION, what it needs",
        "DOWNLOADING, its file",
        "VERIFYING, its file",
        "AWAITING_REVIEW, its file",
        "PLACING, its file",
        "REGISTERING, its file",
        "SYNCING, its file",
        "COMPLETED, its path",
        "FAILED, its problem",
    })
    void cannotBeBuiltWithoutWhatItsStatusPromises(Status status, String missing) {
        DownloadBuilder bare = Samples.submitted().toBuilder().status(status);
        IllegalStateException refusal = assertThrows(IllegalStateException.class, bare::build);
        assertEquals("A download is not " + status.wire() + " without " + missing, refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void isBuiltFromItsOwnParts(Status status) {
        Download download = Samples.in(status);
        assertEquals(download, download.toBuilder().build());
        assertEquals(status == Status.AWAITING_DECISION, download.need().isPresent());
    }

    @ParameterizedTest
    @EnumSource(names = {"PLACING", "REGISTERING", "SYNCING"})
    void isNotPlacedWithoutAnAcceptingVerdict(Status status) {
        DownloadBuilder uncomputed = Samples.in(status).toBuilder().computed(Optional.empty());
        assertThrows(IllegalStateException.class, uncomputed::build);
        DownloadBuilder mismatch =
                Samples.in(status).toBuilder().published(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()));
        assertThrows(IllegalStateException.class, mismatch::build);
        DownloadBuilder incomplete = Samples.in(status).toBuilder()
                .published(Map.of(HashAlgorithm.SHA256, Samples.GOOD.hex(), HashAlgorithm.GIT_SHA1, "1".repeat(40)));
        assertThrows(IllegalStateException.class, incomplete::build);
        Download unpublished =
                Samples.in(status).toBuilder().published(Map.of()).build();
        assertEquals(Verdict.UNPUBLISHED, unpublished.verdict());
    }

    @Test
    void verdictIsWhatTheGateSays() {
        for (Status status : Status.values()) {
            Download download = Samples.in(status);
            Verdict gate = download.computed()
                    .map(digests -> Verdict.of(digests, download.published()))
                    .orElse(Verdict.PENDING);
            assertEquals(gate, download.verdict(), status.wire());
        }
    }

    @Test
    void aPersonsDigestIsComparedInsteadOfTheSources() {
        Answers answers = Answers.builder().sha256(Samples.OTHER).build();
        Download resolved = Samples.submitted().toBuilder()
                .answers(answers)
                .build()
                .resolved(Samples.file(), Samples.MODEL, Samples.PLACE, List.of());
        assertEquals(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()), resolved.published());
    }

    @Test
    void aDigestThatNobodyCanMeanCountsAsNone() {
        RemoteFile zeros = RemoteFile.builder(Samples.KEY, "x")
                .sha256(new Sha256("0".repeat(64)))
                .published(HashAlgorithm.GIT_SHA1, "12".repeat(20))
                .build();
        Download resolved = Samples.submitted().resolved(zeros, Samples.MODEL, Samples.PLACE, List.of());
        assertEquals(Map.of(HashAlgorithm.GIT_SHA1, "12".repeat(20)), resolved.published());
    }

    @Test
    void aPublishedDigestIsHexadecimal() {
        RemoteFile.Builder file = RemoteFile.builder(Samples.KEY, "x");
        assertThrows(IllegalArgumentException.class, () -> file.published(HashAlgorithm.SHA256, "not hex!".repeat(8)));
        assertThrows(IllegalArgumentException.class, () -> file.published(HashAlgorithm.GIT_SHA1, "ab"));
        assertEquals(
                "ab".repeat(20),
                file.published(HashAlgorithm.GIT_SHA1, "AB".repeat(20))
                        .build()
                        .published()
                        .get(HashAlgorithm.GIT_SHA1));
    }

    @Test
    void isFetchedAgainOnceAfterAMismatch() {
        Digests wrong = new Digests(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()), 1000);
        Download again = Samples.in(Status.VERIFYING).mismatched(wrong, Samples.problem());
        assertEquals(Status.QUEUED, again.status());
        assertEquals(0, again.receivedBytes());
        assertEquals(Optional.empty(), again.partFolder());
        Download failed =
                again.claimed().fetched(1000, Samples.PART, Optional.empty()).mismatched(wrong, Samples.problem());
        assertEquals(Status.FAILED, failed.status());
        assertEquals(Verdict.MISMATCH, failed.verdict());
        assertEquals(0, failed.retry().refetches());
    }

    @Test
    void anotherFileDoesNotGoOnWithTheBytesOfTheFirst() {
        Download asking = Samples.in(Status.PLACING).asking(Samples.asking(Need.FIX_STORAGE));
        RemoteFile other = RemoteFile.builder(new FileKey("direct", "other"), "other.safetensors")
                .build();
        Download same = asking.answered(Answers.NONE).resolved(Samples.file(), Samples.MODEL, Samples.PLACE, List.of());
        Download changed = asking.answered(Answers.NONE).resolved(other, Samples.MODEL, Samples.PLACE, List.of());
        assertEquals(Optional.of(Samples.PART), same.partFolder());
        assertEquals(Optional.empty(), changed.partFolder());
        assertEquals(0, changed.receivedBytes());
    }

    @Test
    void fetchingTheSameBytesOnceMoreIsNoProgress() {
        Download claimed =
                Samples.in(Status.QUEUED).toBuilder().attempts(1).build().claimed();
        assertEquals(
                1,
                claimed.toBuilder()
                        .receivedBytes(1000)
                        .build()
                        .fetched(1000, Samples.PART, Optional.empty())
                        .attempts());
        assertEquals(
                0,
                claimed.toBuilder()
                        .receivedBytes(10)
                        .build()
                        .fetched(1000, Samples.PART, Optional.empty())
                        .attempts());
    }

    @Test
    void takesTheOriginsBetterNameOnlyForAGuess() {
        FileName better = new FileName("better.bin");
        Download guess = Samples.in(Status.DOWNLOADING).toBuilder()
                .name(new FileName("guess.bin"), true)
                .build();
        assertEquals(
                Optional.of(better),
                guess.fetched(1, Samples.PART, Optional.of(better)).fileName());
        Download sure = Samples.in(Status.DOWNLOADING);
        assertEquals(
                sure.fileName(),
                sure.fetched(1, Samples.PART, Optional.of(better)).fileName());
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVING, OK",
        "AWAITING_DECISION, WARNING",
        "QUEUED, OK",
        "FAILED, ERROR",
        "COMPLETED, OK",
        "CANCELLED, OK",
    })
    void saysHowItGoes(Status status, Health health) {
        assertEquals(health, Samples.in(status).health());
    }

    @Test
    void aDoubtIsAWarningAndANoteIsNot() {
        Finding note = Finding.note(Codes.UNVERIFIED, "Not verified.");
        Finding doubt = Finding.doubt(Codes.TYPE_UNKNOWN, "Unknown.");
        Download noted =
                Samples.in(Status.COMPLETED).toBuilder().findings(List.of(note)).build();
        Download doubted = Samples.in(Status.AWAITING_REVIEW).toBuilder()
                .findings(List.of(doubt))
                .build();
        assertEquals(Health.OK, noted.health());
        assertEquals(List.of("Not verified."), noted.messages());
        assertEquals(Health.WARNING, doubted.health());
        Download approved = doubted.approved(Samples.draft(), Answers.NONE, Samples.PLACE);
        assertEquals(Health.OK, approved.health());
    }

    @Test
    void whatHasChangedOnTheDiskIsAMismatchUntilItIsIntactAgain() {
        Download done = Samples.in(Status.COMPLETED);
        Digests wrong = new Digests(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()), 1000);
        Check damage = new Check(Check.Condition.DAMAGED, Samples.NOW);
        Download damaged = done.reread(new Recheck(damage, Optional.of(wrong), Optional.of(Samples.problem())));
        assertEquals(Verdict.MISMATCH, damaged.verdict());
        assertEquals(Health.ERROR, damaged.health());
        assertEquals(Samples.problem().message(), damaged.messages().get(0));
        assertEquals(Status.COMPLETED, damaged.status());
        Check fine = new Check(Check.Condition.INTACT, Samples.NOW);
        Download intact = damaged.reread(new Recheck(fine, Optional.of(Samples.DIGESTS), Optional.empty()));
        assertEquals(Verdict.MATCH, intact.verdict());
        assertEquals(Health.OK, intact.health());
        assertEquals(List.of(), intact.messages());
    }

    @Test
    void reviewModeDecidesWhetherAPersonLooks() {
        Finding doubt = Finding.doubt(Codes.TYPE_UNKNOWN, "Unknown.");
        Map<ReviewMode, String> agreed = Map.of(
                ReviewMode.NEVER, "placing placing",
                ReviewMode.DOUBTFUL, "placing awaiting_review",
                ReviewMode.ALWAYS, "awaiting_review awaiting_review");
        agreed.forEach((mode, expected) -> {
            Download download = Samples.in(Status.VERIFYING).toBuilder()
                    .answers(Answers.builder().review(mode).build())
                    .build();
            Download sure = download.verified(Samples.DIGESTS, Samples.draft(), Samples.PLACE, List.of());
            Download unsure = download.verified(Samples.DIGESTS, Samples.draft(), Samples.PLACE, List.of(doubt));
            assertEquals(expected, sure.status().wire() + " " + unsure.status().wire(), mode.wire());
        });
    }

    @Test
    void looksAgainWhetherATokenHelpsAtAnyTime() {
        Download asking = Samples.in(Status.DOWNLOADING).asking(Samples.asking(Need.ADD_TOKEN));
        assertEquals(Status.QUEUED, asking.rechecked().status());
        Download unresolved = Samples.submitted().asking(Samples.asking(Need.ADD_TOKEN));
        assertEquals(Status.RESOLVING, unresolved.rechecked().status());
    }

    @Test
    void whatWasAskedForIsNotSaidAnyMoreWhenItGoesOn() {
        Download asking = Samples.in(Status.DOWNLOADING).asking(Samples.asking(Need.ADD_TOKEN));
        Download on = asking.rechecked().claimed();
        assertEquals(Optional.empty(), on.problem());
        assertEquals(Health.OK, on.health());
        Download shaky =
                Samples.in(Status.QUEUED).toBuilder().problem(Samples.problem()).build();
        assertEquals(Optional.of(Samples.problem()), shaky.claimed().problem(), "it may happen again");
    }

    @Test
    void looksAgainWhetherThereIsSpaceWithoutUsingUpAttempts() {
        Problem full = Samples.asking(Need.FREE_SPACE);
        Download asking = Samples.in(Status.DOWNLOADING).toBuilder()
                .attempts(3)
                .build()
                .asking(full, Samples.NOW.plusSeconds(60));
        assertEquals(Optional.of(Samples.NOW.plusSeconds(60)), asking.retryAt());
        Download again = asking.rechecked();
        assertEquals(Status.QUEUED, again.status());
        assertEquals(Optional.empty(), again.retryAt());
        assertEquals(Optional.of(full), again.problem(), "it is not known yet whether that has changed");
        assertEquals(3, again.attempts());
        Download unresolved = Samples.submitted().asking(full, Samples.NOW);
        assertEquals(Status.RESOLVING, unresolved.rechecked().status());
        Download forever = Samples.in(Status.AWAITING_DECISION);
        assertSame(forever, forever.rechecked());
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, QUEUED",
        "PAUSED, PAUSED",
        "DOWNLOADING, QUEUED",
        "VERIFYING, VERIFYING",
        "AWAITING_REVIEW, VERIFYING",
    })
    void takesLaterAnswersOver(Status status, Status then) {
        Answers later = Answers.builder()
                .sha256(Samples.OTHER)
                .type(ModelType.VAE)
                .name(new FileName("other"))
                .build();
        Draft card = Samples.draft().with(later);
        Download before = Samples.in(status).toBuilder()
                .findings(
                        List.of(Finding.doubt(Codes.TYPE_UNKNOWN, "Unknown."), Finding.note(Codes.UNVERIFIED, "Not.")))
                .build();
        Download after = before.amended(later, card, Samples.PLACE);
        assertTrue(lawful(before, after));
        assertEquals(then, after.status());
        assertEquals(later, after.answers());
        assertEquals(ModelType.VAE, after.draft().orElseThrow().type());
        assertEquals("other", after.draft().orElseThrow().name());
        assertEquals(Map.of(HashAlgorithm.SHA256, Samples.OTHER.hex()), after.published());
        assertEquals(status == Status.AWAITING_REVIEW ? 1 : 2, after.findings().size());
    }

    @Test
    void aPriorityGivenMeanwhileAndAStepBothCount() {
        Download before = Samples.in(Status.DOWNLOADING);
        Download step = before.fetched(1000, Samples.PART, Optional.empty());
        Download now = before.prioritised(9).toBuilder().receivedBytes(500).build();
        Download both = step.over(before, now).orElseThrow();
        assertEquals(Status.VERIFYING, both.status());
        assertEquals(9, both.priority());
        assertEquals(now.version() + 1, both.version());
        assertEquals(Optional.empty(), step.over(before, before.pause()));
        assertEquals(
                Optional.empty(),
                step.over(before, before.interrupted().claimed().prioritised(9).interrupted()));
    }

    private static Download said(Download download, Random random) {
        List<UnaryOperator<Download>> all = new ArrayList<>(STEPS.values());
        all.addAll(COMMANDS.values());
        all.add(d -> d.skipped(Samples.EXISTING));
        while (true) {
            try {
                return all.get(random.nextInt(all.size())).apply(download);
            } catch (IllegalStateException notNow) {
                // somebody else gets a word in
            }
        }
    }

    private static Status replayed(List<String> audit) {
        Status status = Status.RESOLVING;
        for (String next : audit) {
            Status to = Status.ofWire(next).orElseThrow();
            assertTrue(status.mayBecome(to) || status == to, status + " to " + to);
            status = to;
        }
        return status;
    }

    private static boolean lawful(Download before, Download after) {
        assertEquals(before.version() + 1, after.version(), after.reason());
        assertTrue(
                before.status().mayBecome(after.status())
                        || (before.status() == after.status() && !before.equals(after)),
                before.status() + " to " + after.status());
        assertEquals(before.id(), after.id());
        assertEquals(before.owner(), after.owner());
        assertEquals(before.reference(), after.reference());
        assertEquals(before.createdAt(), after.createdAt());
        assertFalse(after.reason().isBlank());
        if (BEFORE_VERIFICATION.contains(after.status())) {
            assertEquals(
                    Verdict.PENDING, after.verdict(), before.status() + " " + after.reason() + " judges old bytes");
        }
        boolean waits = after.status() == Status.QUEUED
                || after.status() == Status.AWAITING_DECISION
                || after.status().carried();
        assertTrue(after.retryAt().isEmpty() || waits, "only what goes on by itself has a time");
        return true;
    }
}
