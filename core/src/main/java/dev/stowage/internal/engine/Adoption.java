package dev.stowage.internal.engine;

import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Command;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Draft;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Takes up an unfinished download when its reference is asked for again: it goes on, with what is answered now. */
final class Adoption {
    private static final Set<Status> UNFINISHED =
            EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.CANCELLED, Status.FAILED));

    /** What only an answer settles: to look again would be to ask again. */
    private static final Set<Need> QUESTIONS = EnumSet.of(Need.CHOOSE_FILE, Need.DUPLICATE, Need.CONFIRM_CHANGE);

    private final DownloadStore store;
    private final Steering steering;
    private final Placing placing;
    private final Decided decided;

    Adoption(DownloadStore store, Steering steering, Placing placing, Decided decided) {
        this.store = store;
        this.steering = steering;
        this.placing = placing;
        this.decided = decided;
    }

    /** The unfinished download that a request means: the newest of its reference, unless other files are asked for now. */
    Optional<Download> underWay(Reference reference, DownloadRequest request) throws StowageException {
        DownloadQuery query =
                DownloadQuery.ALL.in(UNFINISHED).of(request.owner()).from(reference);
        for (Download candidate : store.list(query).items()) {
            Download first = firstOfGroup(candidate);
            if (asksFor(first, request.answers().files())) {
                return Optional.of(unfinished(first) ? first : candidate);
            }
            if (isTheOneFile(candidate, request.answers().files())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Takes it up, and the other files of its group unless it alone is asked for. */
    Download adopt(Download underWay, DownloadRequest request) throws StowageException {
        Download first = firstOfGroup(underWay);
        if (asksFor(first, request.answers().files())) {
            List<Download> group = group(first);
            SeveralFiles.check(group.size(), request.answers());
            for (Download other : group) {
                if (!other.id().equals(underWay.id())) {
                    takeAlong(other, request);
                }
            }
        }
        return takeUp(underWay, request);
    }

    private void takeAlong(Download other, DownloadRequest request) throws StowageException {
        if (unfinished(other)) {
            takeUp(other, request);
        } else if (other.status() == Status.FAILED) {
            hold(other, request);
            steering.goOn(other.id(), Download::retry);
        }
    }

    private Download takeUp(Download underWay, DownloadRequest request) throws StowageException {
        Answers later = request.answers().toBuilder().paused(false).build();
        steering.change(underWay.id(), now -> amended(now, later));
        if (request.priority() != 0) {
            steering.changeQuietly(
                    underWay.id(), now -> now.status().ended() ? now : now.prioritised(request.priority()));
        }
        hold(underWay, request);
        return steering.goOn(underWay.id(), request.answers().paused() ? Adoption::waiting : Adoption::goingOn);
    }

    /** Whether it pauses first is up to who asks last. */
    private void hold(Download underWay, DownloadRequest request) throws StowageException {
        steering.changeQuietly(
                underWay.id(), now -> now.holding(request.answers().paused()));
    }

    /** What is fetched already stops. */
    private static Download waiting(Download now) {
        boolean fetchable = now.file().isPresent() && Command.PAUSE.possibleIn(now.status());
        return fetchable ? now.pause() : now;
    }

    /** Who asks again wants it now; only an origin that has asked for patience is not pressed. */
    private static Download goingOn(Download now) {
        return switch (now.status()) {
            case PAUSED -> now.resume();
            case AWAITING_DECISION -> now.need().filter(QUESTIONS::contains).isPresent() ? now : now.retry();
            case QUEUED -> now.problem().flatMap(Problem::retryAfter).isPresent() ? now : now.retry();
            default -> now;
        };
    }

    private Download amended(Download now, Answers later) throws StowageException {
        boolean chosen = now.file().isPresent();
        Answers given = chosen || isBesideAFirst(now)
                ? later.toBuilder().files(List.of()).build()
                : later;
        Answers all = standing(now).with(given);
        if (all.equals(now.answers()) || now.status().ended() || now.status() == Status.FAILED) {
            return now;
        }
        return switch (now.status()) {
            case AWAITING_DECISION -> decided.with(now, all);
            case PLACING, REGISTERING, SYNCING -> unlessTooLate(now, all);
            default -> chosen && now.status() != Status.RESOLVING ? replanned(now, given) : now.amended(all);
        };
    }

    /** What was answered before, but for names that fit no file: who leaves them out now does not mean them any more. */
    private static Answers standing(Download now) {
        boolean unfit = now.need().filter(need -> need == Need.CHOOSE_FILE).isPresent() && !isBesideAFirst(now);
        return unfit ? now.answers().toBuilder().files(List.of()).build() : now.answers();
    }

    /** What follows from other answers for a file that is known already; what a reviewer has edited since stays otherwise. */
    private Download replanned(Download now, Answers given) throws StowageException {
        Draft card = now.draft().orElseThrow().with(given);
        Answers all = now.answers().with(given);
        Download named = now.toBuilder()
                .answers(all)
                .draft(card)
                .name(Naming.of(now.fileName().orElseThrow(), given), false)
                .build();
        return now.amended(all, card, placing.after(named, card));
    }

    /** It is being placed, or is already: what was asked by the way does not matter any more, anything else cannot be had. */
    private static Download unlessTooLate(Download now, Answers all) throws StowageException {
        Answers before = now.answers();
        Optional<Sha256> computed = now.computed().flatMap(digests -> digests.sha256());
        boolean same = all.type().equals(before.type())
                && all.baseModel().equals(before.baseModel())
                && all.name().equals(before.name())
                && all.target().equals(before.target())
                && (all.sha256().equals(before.sha256()) || Objects.equals(all.sha256(), computed));
        if (same) {
            return now;
        }
        throw new StowageException(Problem.of(
                Problem.Kind.CONFLICT,
                Codes.ILLEGAL_STATE,
                "give other answers to download " + now.id(),
                now.label() + " is " + now.status().wire() + " with those it was begun with",
                "Wait until it has ended, then ask again."));
    }

    private Download firstOfGroup(Download one) throws StowageException {
        return one.group().isPresent() ? store.find(one.group().get()).orElse(one) : one;
    }

    /** Which file it is for was settled when the first of its group was resolved. */
    private static boolean isBesideAFirst(Download download) {
        return download.group().filter(first -> !first.equals(download.id())).isPresent();
    }

    private static boolean unfinished(Download download) {
        return UNFINISHED.contains(download.status());
    }

    /** Whether a download, the first of its group, is about these files. */
    private static boolean asksFor(Download first, List<String> files) {
        List<String> begunWith = first.answers().files();
        boolean asked = first.need().filter(need -> need == Need.CHOOSE_FILE).isPresent();
        boolean open = asked || (begunWith.isEmpty() && first.file().isEmpty());
        return files.isEmpty() || open || Set.copyOf(begunWith).equals(Set.copyOf(files));
    }

    private static boolean isTheOneFile(Download download, List<String> files) {
        return files.size() == 1
                && (download.file().filter(key -> key.id().equals(files.get(0))).isPresent()
                        || download.fileName()
                                .filter(name -> name.value().equals(files.get(0)))
                                .isPresent());
    }

    private List<Download> group(Download first) throws StowageException {
        List<Download> group = new ArrayList<>(List.of(first));
        Optional<Download> next = store.find(Ids.sibling(first.id(), 2));
        for (int number = 3; next.isPresent(); number++) {
            group.add(next.get());
            next = store.find(Ids.sibling(first.id(), number));
        }
        return group;
    }
}
