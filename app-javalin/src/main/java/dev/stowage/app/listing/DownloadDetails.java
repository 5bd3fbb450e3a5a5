package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import dev.stowage.app.text.Bar;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Text;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.UserId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a person can know of one download, a line for each fact; what is not known yet has no line. */
public final class DownloadDetails {
    private static final int LABEL = 12;

    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private DownloadDetails(ZoneId zone) {
        words = new Words(zone);
    }

    /**
     * The lines.
     *
     * @param history what has become of it, oldest first
     * @param outlook how it goes on
     * @param zone in which times are shown
     */
    public static List<String> lines(Download download, List<Change> history, Outlook outlook, ZoneId zone) {
        DownloadDetails details = new DownloadDetails(zone);
        details.identity(download);
        details.state(download, outlook.settling());
        details.bytes(download, outlook.progress());
        download.draft().ifPresent(details::card);
        details.place(download);
        details.findings(download);
        details.times(download, history);
        return details.lines;
    }

    private void identity(Download download) {
        lines.add(Text.safe(download.label()));
        add("id", download.id().text());
        add("url", download.reference().text());
        add("source", download.file().map(FileKey::source));
        add("group", download.group().map(Object::toString));
        if (!download.owner().equals(UserId.LOCAL)) {
            add("owner", download.owner().toString());
        }
    }

    private void state(Download download, Optional<String> settling) {
        add("status", download.status().wire() + ", health " + download.health().wire());
        add("needs", download.need().map(need -> need.wire() + ": please " + Words.need(need)));
        download.problem().ifPresent(problem -> add("problem", problem.message()));
        add("goes on at", download.retryAt().map(words::time));
        add("attempts", download.attempts() == 0 ? Optional.empty() : Optional.of("" + download.attempts()));
        add("to go on", settling);
    }

    /** What is counted while bytes come in is kept only when they stop. */
    private void bytes(Download download, Optional<Progress> progress) {
        long received = progress.map(Progress::receivedBytes).orElse(download.receivedBytes());
        if (download.totalBytes().isPresent()) {
            long total = download.totalBytes().getAsLong();
            boolean whole =
                    download.computed().isPresent() || download.filePath().isPresent();
            String here = whole || received == 0
                    ? ""
                    : ", received " + Bar.percent(received, total) + " % (" + received + ")";
            add("size", Bytes.text(total) + " (" + total + " bytes)" + here);
        } else if (received > 0) {
            add("size", "unknown, received " + Bytes.text(received));
        }
        add("speed", progress.flatMap(Words::pace));
        digests(download);
    }

    private void digests(Download download) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            Optional<String> expected = Optional.ofNullable(download.published().get(algorithm));
            add(algorithm.wire(), expected.map(hex -> hex + " expected"));
            Optional<String> actual =
                    download.computed().map(digests -> digests.hex().get(algorithm));
            add(expected.isPresent() ? "" : algorithm.wire(), actual.map(hex -> hex + " actual"));
        }
        if (!download.isReused() || download.computed().isPresent()) {
            add("verified", Words.verdict(download.verdict()));
        }
    }

    private void card(Draft draft) {
        add("name", draft.name());
        add("type", draft.type().toString());
        add("base model", draft.baseModel().map(Object::toString));
        add("base family", draft.baseFamily().map(Object::toString));
    }

    private void place(Download download) {
        add("path", download.filePath().map(Path::toString));
        if (download.placement().isPresent() && !download.isReused()) {
            PlacementDecision placement = download.placement().get();
            if (download.filePath().isEmpty()) {
                add("goes to", placement.path().toString());
            }
            add("rule", placement.rule());
            placement.explanation().forEach(reason -> add("", reason));
        }
        add("asset", download.assetId().map(Object::toString));
        for (Duplicate duplicate : download.duplicates()) {
            add(
                    "duplicate",
                    duplicate.name() + " at " + duplicate.path() + " ("
                            + duplicate.matchedBy().wire() + ")");
        }
    }

    private void findings(Download download) {
        for (Finding finding : download.findings()) {
            add(finding.blocking() ? "doubt" : "note", finding.sentence());
        }
    }

    private void times(Download download, List<Change> history) {
        add("created", words.time(download.createdAt()));
        add("updated", words.time(download.updatedAt()));
        String label = "history";
        for (Change change : history) {
            add(label, words.time(change.at()) + "  " + Text.fit(change.status().wire(), 17) + "  " + change.reason());
            label = "";
        }
    }

    private void add(String label, Optional<String> text) {
        text.ifPresent(known -> add(label, known));
    }

    private void add(String label, String text) {
        lines.add(("  " + Text.fit(label, LABEL) + Text.safe(text)).stripTrailing());
    }
}
