package dev.stowage.model;

import static dev.stowage.model.Status.AWAITING_DECISION;
import static dev.stowage.model.Status.AWAITING_REVIEW;
import static dev.stowage.model.Status.CANCELLED;
import static dev.stowage.model.Status.COMPLETED;
import static dev.stowage.model.Status.DOWNLOADING;
import static dev.stowage.model.Status.FAILED;
import static dev.stowage.model.Status.PAUSED;
import static dev.stowage.model.Status.PLACING;
import static dev.stowage.model.Status.QUEUED;
import static dev.stowage.model.Status.REGISTERING;
import static dev.stowage.model.Status.RESOLVING;
import static dev.stowage.model.Status.SYNCING;
import static dev.stowage.model.Status.VERIFYING;

import dev.stowage.model.StatusLaws.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file on its way: the job as one flat immutable value.
 *
 * <p>Its verbs return the next value, with the version one higher, or the same value when nothing would change, or they refuse. Whoever
 * holds an outdated value can compute with it, but the store refuses to save the result: the version is the fence.
 *
 * @param id names it
 * @param owner on whose behalf
 * @param group the first download of the same reference, when it had several files
 * @param reference what was pasted, without secrets
 * @param answers what the person answered in advance
 * @param priority higher goes first; 0 is normal
 * @param status where it is
 * @param reason what the last change was, a few words for the audit
 * @param file which file of which source; known once resolved
 * @param model what the source says of the model
 * @param draft what will be registered
 * @param fileName what the file will be called
 * @param provisionalName whether the origin may still tell a better name
 * @param totalBytes the size, once announced or counted
 * @param receivedBytes how many good bytes there were when it last came to rest
 * @param published digests to compare with: the person's, else the source's
 * @param computed digests of the bytes on disk
 * @param placement where it belongs, and why
 * @param partFolder where its unplaced bytes are, once they are complete
 * @param filePath where it lies, absolute; known once placed
 * @param assetId the identity under which it is registered
 * @param findings doubts and notes
 * @param duplicates what is already there
 * @param problem why it waits, asks or has failed
 * @param recheck what reading the placed file again has shown the last time; empty when nobody has
 * @param attempts failed attempts since the last durable progress
 * @param refetches how often it was fetched again because of a mismatch
 * @param retryAt when it goes on by itself, wherever it waits for a time
 * @param version counts changes, from 1
 * @param createdAt when it was submitted
 * @param updatedAt when it was last saved
 * @since 0.1
 */
public record Download(
        DownloadId id,
        UserId owner,
        Optional<DownloadId> group,
        Reference reference,
        Answers answers,
        int priority,
        Status status,
        String reason,
        Optional<FileKey> file,
        Optional<ModelInfo> model,
        Optional<Draft> draft,
        Optional<FileName> fileName,
        boolean provisionalName,
        OptionalLong totalBytes,
        long receivedBytes,
        Map<HashAlgorithm, String> published,
        Optional<Digests> computed,
        Optional<PlacementDecision> placement,
        Optional<Path> partFolder,
        Optional<Path> filePath,
        Optional<Sha256> assetId,
        List<Finding> findings,
        List<Duplicate> duplicates,
        Optional<Problem> problem,
        Optional<Recheck> recheck,
        int attempts,
        int refetches,
        Optional<Instant> retryAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** Where bytes are still to come, or to be proven: what was computed earlier says nothing about them. */
    private static final Set<Status> UNJUDGED = EnumSet.of(RESOLVING, QUEUED, DOWNLOADING, PAUSED, VERIFYING);

    /** From where it comes to the queue; only there it can be held. */
    private static final Set<Status> UNFETCHED = EnumSet.of(RESOLVING, AWAITING_DECISION, QUEUED, FAILED);

    private static final String AMENDED = "answers changed";

    /** @throws IllegalStateException when the value lacks what its status promises */
    public Download {
        published = Map.copyOf(published);
        findings = List.copyOf(findings);
        duplicates = List.copyOf(duplicates);
        Verdict verdict = Verdict.ofPossible(computed, published);
        StatusLaws.check(
                status,
                Map.of(
                        Fact.FILE, file.isPresent() && fileName.isPresent(),
                        Fact.PLACE, placement.isPresent(),
                        Fact.ACCEPTANCE, verdict == Verdict.MATCH || verdict == Verdict.UNPUBLISHED,
                        Fact.PATH, filePath.isPresent(),
                        Fact.ASSET, assetId.isPresent(),
                        Fact.PROBLEM, problem.isPresent(),
                        Fact.NEED, problem.flatMap(Problem::need).isPresent()));
    }

    /** What comparing digests says; {@link Verdict#of} alone decides it, unless the file has changed since. */
    public Verdict verdict() {
        boolean changed = recheck.filter(Recheck::damaged).isPresent();
        return changed
                ? Verdict.MISMATCH
                : Verdict.ofPossible(computed.or(() -> recheck.flatMap(Recheck::computed)), published);
    }

    /** What a person has to do, in {@link Status#AWAITING_DECISION}. */
    public Optional<Need> need() {
        return status == AWAITING_DECISION ? problem.flatMap(Problem::need) : Optional.empty();
    }

    /** How it goes, next to where it is. */
    public Health health() {
        if (status == FAILED || recheck.flatMap(Recheck::problem).isPresent()) {
            return Health.ERROR;
        }
        boolean doubt = problem.isPresent() || findings.stream().anyMatch(Finding::blocking);
        return doubt ? Health.WARNING : Health.OK;
    }

    /** What a person should read about it, most important first. */
    public List<String> messages() {
        Stream<Problem> problems = Stream.concat(recheck.flatMap(Recheck::problem).stream(), problem.stream());
        return Stream.concat(problems.map(Problem::message), findings.stream().map(Finding::sentence))
                .toList();
    }

    /** Names it in a sentence: its file name once known, else where its reference points. */
    public String label() {
        return fileName.map(FileName::toString).orElseGet(reference::place);
    }

    // ---- what the engine's steps say ----

    /**
     * The reference means this file: it may be fetched. When there are {@link #duplicates}, {@link Answers#onDuplicate} decides whether they
     * are taken instead or a person is asked.
     */
    public Download resolved(RemoteFile remote, ModelInfo info, PlacementDecision decision, List<Finding> notes) {
        boolean same = file.filter(remote.key()::equals).isPresent();
        DownloadBuilder known = next("resolved")
                .partFolder(same ? partFolder : Optional.empty())
                .receivedBytes(same ? receivedBytes : 0)
                .file(remote.key())
                .model(info)
                .draft(Draft.of(info, remote, answers))
                .name(
                        decision.target().fileName(),
                        remote.nameProvisional() && answers.name().isEmpty())
                .totalBytes(remote.sizeBytes())
                .published(Published.by(remote, answers))
                .placement(decision)
                .findings(notes)
                .settled()
                .attempts(0);
        return unlessThere(known.build(), QUEUED);
    }

    /** Whether what is there already stands against it: somebody has to decide, or wants to take that. */
    public boolean isDuplicate() {
        return !duplicates.isEmpty() && answers.onDuplicate() != OnDuplicate.DOWNLOAD;
    }

    /** What is there already is taken instead, or a person decides. */
    public Download withheld() {
        return withheld(next(Codes.DUPLICATE).build());
    }

    /** Whether it ended with what was there already. */
    public boolean isReused() {
        return status == COMPLETED
                && findings.stream().anyMatch(finding -> finding.code().equals(Codes.SKIPPED));
    }

    /** It could be fetched now, but is to wait until a person resumes it. */
    public Download held() {
        boolean ready = status == QUEUED && file.isPresent();
        return ready && answers.paused() ? pause() : this;
    }

    /** A slot is free: it goes on, with resolving when that has not succeeded yet. */
    public Download claimed() {
        DownloadBuilder started = to(file.isPresent() ? DOWNLOADING : RESOLVING, "started");
        // What it asked a person for is there now, as far as anybody knows.
        boolean asked = problem.flatMap(Problem::need).isPresent();
        return (asked ? started.settled() : started).build();
    }

    /** The work on it ended without a result, by a shutdown or a crash: a transfer goes back to the queue, anything else is done again. */
    public Download interrupted() {
        return status == DOWNLOADING ? to(QUEUED, "interrupted").build() : this;
    }

    /** All bytes are on the disk, in this folder, and the origin may have told a better name. */
    public Download fetched(long bytes, Path folder, Optional<FileName> betterName) {
        DownloadBuilder fetched = to(VERIFYING, "fetched")
                .totalBytes(OptionalLong.of(bytes))
                .receivedBytes(bytes)
                .partFolder(Optional.of(folder))
                .settled()
                .attempts(bytes > receivedBytes ? 0 : attempts);
        if (provisionalName && betterName.isPresent()) {
            fetched.name(betterName.get(), false);
        }
        return fetched.build();
    }

    /**
     * The digests are computed and the doubts known; {@link Answers#review} decides whether a person looks first. When there are {@link
     * #duplicates}, {@link Answers#onDuplicate} decides before that.
     */
    public Download verified(Digests digests, Draft card, PlacementDecision decision, List<Finding> found) {
        List<Finding> weighed = Doubts.weigh(found, answers.review());
        boolean doubtful = weighed.stream().anyMatch(Finding::blocking);
        DownloadBuilder known = next(doubtful ? "needs review" : "verified")
                .computed(Optional.of(digests))
                .draft(card)
                .placement(decision)
                .name(decision.target().fileName(), false)
                .findings(weighed);
        return unlessThere(known.build(), doubtful ? AWAITING_REVIEW : PLACING);
    }

    /** The bytes are not what was promised and lie in quarantine: once they are fetched again, after that it has failed. */
    public Download mismatched(Digests digests, Problem why) {
        if (refetches == 0) {
            return to(QUEUED, "mismatch, fetching again")
                    .refetches(1)
                    .receivedBytes(0)
                    .partFolder(Optional.empty())
                    .problem(why)
                    .build();
        }
        return rejected(digests, why);
    }

    /** The bytes are not acceptable and lie in quarantine. */
    public Download rejected(Digests digests, Problem why) {
        return to(FAILED, why.code())
                .computed(Optional.of(digests))
                .partFolder(Optional.empty())
                .problem(why)
                .build();
    }

    /** It lies under its final name. */
    public Download placed(Path path) {
        return to(REGISTERING, "placed").filePath(path).build();
    }

    /** The final name belongs to other bytes: a person decides. */
    public Download doubted(Finding doubt) {
        return to(AWAITING_REVIEW, doubt.code())
                .findings(Doubts.with(findings, doubt))
                .build();
    }

    /** It is in the registry. */
    public Download registered(Sha256 asset, boolean workersWanted) {
        return to(workersWanted ? SYNCING : COMPLETED, "registered")
                .assetId(asset)
                .settled()
                .build();
    }

    /** Each wanted worker was tried once; those that it could not be brought to are noted. */
    public Download synced(List<Finding> notes) {
        List<Finding> all = Stream.concat(findings.stream(), notes.stream()).toList();
        return to(COMPLETED, "synced").findings(all).settled().build();
    }

    /** It waits until then, by itself. */
    public Download waiting(Problem why, Instant until, int failedAttempts) {
        return to(QUEUED, why.code())
                .problem(why)
                .retryAt(Optional.of(until))
                .attempts(failedAttempts)
                .build();
    }

    /** The same step is done again at that time, because it cannot be left: the bytes have their name, or are about to get it. */
    public Download delayed(Problem why, Instant until, int failedAttempts) {
        if (!status.carried()) {
            throw new IllegalStateException("Nothing is done in " + status);
        }
        return next(why.code())
                .problem(why)
                .retryAt(Optional.of(until))
                .attempts(failedAttempts)
                .build();
    }

    /** It waits for a person, who has to do what the problem needs. */
    public Download asking(Problem why) {
        return to(AWAITING_DECISION, why.code()).problem(why).build();
    }

    /** It waits for a person or for that time, whichever comes first: what it needs may be there by itself. */
    public Download asking(Problem why, Instant again) {
        return to(AWAITING_DECISION, why.code())
                .problem(why)
                .retryAt(Optional.of(again))
                .build();
    }

    /** The time, or a token, has come to look whether what it needs is there now. That it was not does not count as an attempt. */
    public Download rechecked() {
        return status == AWAITING_DECISION && (retryAt.isPresent() || need().equals(Optional.of(Need.ADD_TOKEN)))
                ? to(file.isPresent() ? QUEUED : RESOLVING, "looking again").build()
                : this;
    }

    /** It gives up; what was received stays. */
    public Download failed(Problem why) {
        return to(FAILED, why.code()).problem(why).build();
    }

    // ---- what a person says ----

    /** Stops for now. @throws IllegalCommandException when its status does not allow that */
    public Download pause() {
        if (status == PAUSED) {
            return this;
        }
        Command.PAUSE.check(this);
        return to(PAUSED, "paused").answers(holding(answers, false)).settled().build();
    }

    /** Goes on after a pause. @throws IllegalCommandException when it has ended, failed or waits for something else */
    public Download resume() {
        if (status == QUEUED || status.carried()) {
            return holding(false);
        }
        Command.RESUME.check(this);
        return to(QUEUED, "resumed").build();
    }

    /** Takes over whether it shall pause before it is fetched, as {@link Answers#paused} tells, unless it has come further. */
    public Download holding(boolean wanted) {
        boolean settable = UNFETCHED.contains(status) && wanted != answers.paused();
        return settable ? amended(holding(answers, wanted)) : this;
    }

    /** Gives up; while workers are being served, the rest of them is skipped. @throws IllegalCommandException when it is too late */
    public Download cancel() {
        if (status == CANCELLED) {
            return this;
        }
        Command.CANCEL.check(this);
        return status == SYNCING
                ? to(COMPLETED, "rest of the workers skipped").build()
                : to(CANCELLED, "cancelled").build();
    }

    /** Tries again now, from where it stands. @throws IllegalCommandException when there is nothing to try again */
    public Download retry() {
        boolean moving = status.carried() || status == QUEUED;
        if (moving) {
            return retryAt.isEmpty() ? this : next("retried").settled().build();
        }
        Command.RETRY.check(this);
        return to(retryFrom(), "retried").settled().attempts(0).refetches(0).build();
    }

    /** Goes before others of lower priority, from now on. @throws IllegalCommandException when it has ended */
    public Download prioritised(int wanted) {
        if (wanted == priority) {
            return this;
        }
        Command.PRIORITISE.check(this);
        return next("priority " + wanted).priority(wanted).build();
    }

    /** Its placed file was read again. @throws IllegalCommandException when none is placed */
    public Download reread(Recheck seen) {
        Command.VERIFY.check(this);
        return next("verified again: " + seen.check().condition().wire())
                .recheck(Optional.of(seen))
                .build();
    }

    /** Takes over answers given before it was resolved. */
    public Download amended(Answers better) {
        return next(AMENDED).answers(better).build();
    }

    /**
     * Takes over answers given later, with the draft and the place that follow from them: a transfer begins again where it is, a review is
     * judged anew.
     *
     * @throws IllegalStateException when it is being placed, or later
     */
    public Download amended(Answers better, Draft card, PlacementDecision decision) {
        DownloadBuilder amended = switch (status) {
            case QUEUED, PAUSED, VERIFYING -> next(AMENDED);
            case DOWNLOADING -> to(QUEUED, AMENDED);
            case AWAITING_REVIEW ->
                to(VERIFYING, AMENDED).computed(Optional.empty()).findings(Doubts.none(findings));
            default -> throw new IllegalStateException("It is too late for other answers: it is " + status);
        };
        return amended.answers(better)
                .draft(card)
                .placement(decision)
                .name(
                        decision.target().fileName(),
                        provisionalName && better.name().isEmpty())
                .published(Published.by(better, published))
                .build();
    }

    /**
     * Goes on with better answers: where only a duplicate of the complete bytes was in question they are proven again, anything else is
     * resolved again.
     *
     * @throws IllegalCommandException when nothing was asked
     */
    public Download answered(Answers better) {
        Command.DECIDE.check(this);
        Answers otherwise =
                answers.toBuilder().onDuplicate(better.onDuplicate()).build();
        Status next = complete() && better.equals(otherwise) ? VERIFYING : RESOLVING;
        return to(next, "answered").answers(better).settled().attempts(0).build();
    }

    /** Takes what is already there instead. @throws IllegalCommandException when nothing was asked */
    public Download skipped(Duplicate existing) {
        Command.DECIDE.check(this);
        return taking(existing, next(Duplication.SKIPPED));
    }

    /** A person has looked and edited: it may be placed there. @throws IllegalCommandException when it is not under review */
    public Download approved(Draft card, Answers better, PlacementDecision decision) {
        Command.REVIEW.check(this);
        Download edited = edited(to(PLACING, "approved"), card, better, decision);
        return edited.toBuilder().findings(Doubts.settled(edited.findings)).build();
    }

    /** A person has edited the draft or the place and goes on thinking. @throws IllegalCommandException when it is not under review */
    public Download edited(Draft card, Answers better, PlacementDecision decision) {
        Command.REVIEW.check(this);
        boolean same = draft.equals(Optional.of(card))
                && answers.equals(better)
                && placement.equals(Optional.of(decision))
                && fileName.equals(Optional.of(decision.target().fileName()));
        return same ? this : edited(next("edited"), card, better, decision);
    }

    /**
     * A person has looked and does not want it; the bytes stay as after {@link #cancel}.
     *
     * @param why what the person says, possibly nothing
     * @throws IllegalCommandException when it is not under review
     */
    public Download declined(String why) {
        if (status == CANCELLED) {
            return this;
        }
        Command.REVIEW.check(this);
        String sentence = why.isBlank() ? "It was rejected in a review." : "It was rejected in a review: " + why;
        return to(CANCELLED, Codes.REJECTED)
                .findings(Doubts.with(Doubts.settled(findings), Finding.note(Codes.REJECTED, sentence)))
                .build();
    }

    /** All components, ready to be changed; the version stays. For stores. */
    public DownloadBuilder toBuilder() {
        return new DownloadBuilder(this);
    }

    /**
     * This change on top of a value in which nothing but the priority and the recheck have changed since: all count.
     *
     * @param before what this change was made from
     * @param now what is stored
     * @return empty when more has changed, so that the change may be wrong now
     */
    public Optional<Download> over(Download before, Download now) {
        boolean harmless = now.toBuilder()
                .priority(before.priority)
                .recheck(before.recheck)
                .reason(before.reason)
                .receivedBytes(before.receivedBytes)
                .version(before.version)
                .updatedAt(before.updatedAt)
                .build()
                .equals(before);
        return harmless
                ? Optional.of(toBuilder()
                        .priority(now.priority)
                        .recheck(now.recheck)
                        .version(now.version + 1)
                        .build())
                : Optional.empty();
    }

    /** Whether a duplicate is in question after all bytes have come. */
    private boolean complete() {
        return computed.isPresent() && need().filter(Need.DUPLICATE::equals).isPresent();
    }

    private Download edited(DownloadBuilder changed, Draft card, Answers better, PlacementDecision decision) {
        boolean moved = placement
                .filter(before -> before.path().equals(decision.path()))
                .isEmpty();
        return changed.draft(card)
                .answers(better)
                .placement(decision)
                .name(decision.target().fileName(), false)
                .findings(Doubts.reviewed(findings, card, decision, moved))
                .build();
    }

    private static Answers holding(Answers answers, boolean wanted) {
        return answers.toBuilder().paused(wanted).build();
    }

    private Status retryFrom() {
        if (complete()) {
            return VERIFYING;
        }
        boolean asked = need().filter(Need.DUPLICATE::equals).isPresent();
        return filePath.isPresent() && status == FAILED ? REGISTERING : file.isPresent() && !asked ? QUEUED : RESOLVING;
    }

    /** What is there already goes before: it is taken, or a person decides, unless another file is wanted. */
    private Download unlessThere(Download known, Status next) {
        return isDuplicate() ? withheld(known) : moved(known.toBuilder(), next).build();
    }

    private Download withheld(Download known) {
        return answers.onDuplicate() == OnDuplicate.SKIP
                ? taking(duplicates.get(0), known.toBuilder().reason(Duplication.SKIPPED))
                : moved(known.toBuilder(), AWAITING_DECISION)
                        .reason(Codes.DUPLICATE)
                        .problem(Duplication.question(known))
                        .build();
    }

    private Download taking(Duplicate existing, DownloadBuilder changed) {
        Finding note = Duplication.note(changed.build(), existing);
        return moved(changed, COMPLETED)
                .filePath(existing.path())
                .assetId(existing.asset())
                .findings(List.of(note))
                .settled()
                .build();
    }

    private DownloadBuilder next(String why) {
        return toBuilder().reason(why).version(version + 1);
    }

    private DownloadBuilder to(Status next, String why) {
        return moved(next(why), next);
    }

    private DownloadBuilder moved(DownloadBuilder known, Status next) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("A download does not go from " + status + " to " + next);
        }
        DownloadBuilder changed = known.status(next).retryAt(Optional.empty());
        if (next != COMPLETED) {
            changed.recheck(Optional.empty());
        }
        return UNJUDGED.contains(next) ? changed.computed(Optional.empty()) : changed;
    }
}
