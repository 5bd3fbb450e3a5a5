package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.spi.StowageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may have the files of a version, as far as the site says it before the download. */
final class Access {
    private static final String DOWNLOAD = "Download";
    private static final Set<String> WITHDRAWN = Set.of("Archived", "TakenDown");

    private final Release release;
    private final Instant now;

    Access(Release release, Instant now) {
        this.release = release;
        this.now = now;
    }

    /** @throws StowageException when nobody can have them */
    void check() throws StowageException {
        Optional<String> mode = Json.text(release.about(), "mode");
        if (mode.filter(word -> word.equals("Archived") || word.equals("TakenDown"))
                .isPresent()) {
            throw new StowageException(CivitaiErrors.archived(release.what()));
        }
        if (Json.text(release.version(), "usageControl")
                .filter(use -> !use.equals(DOWNLOAD))
                .isPresent()) {
            throw new StowageException(CivitaiErrors.notForDownload(release.what()));
        }
        if (release.files().isEmpty()) {
            throw new StowageException(
                    gated()
                            ? CivitaiErrors.earlyAccess(release.what(), end())
                            : CivitaiErrors.notFound(release.what(), "it has no file that may be downloaded"));
        }
    }

    /** Whether the files of a model are gone although its page is still there. */
    static boolean withdrawn(JsonNode model) {
        return Json.text(model, "mode").filter(WITHDRAWN::contains).isPresent();
    }

    /** What a person should know who wants them. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (gated()) {
            warnings.add("This version is in early access" + CivitaiErrors.until(end())
                    + ": CivitAI delivers it only to accounts that have bought it.");
        }
        if (Json.is(release.about(), "poi")) {
            warnings.add("It depicts a real person: CivitAI delivers such files to their creator only.");
        }
        if (release.model().isEmpty()) {
            warnings.add("CivitAI does not show the model's own page, so creator, tags and licence are unknown.");
        }
        return warnings;
    }

    private boolean gated() {
        JsonNode paid = release.version().path("paidAccess");
        if (paid.isObject()) {
            return Json.is(paid, "permanent")
                    || Json.time(paid, "endsAt")
                            .filter(end -> !end.isAfter(now))
                            .isEmpty();
        }
        return end().isPresent();
    }

    /** When it becomes free; a time that has passed is none. */
    private Optional<Instant> end() {
        JsonNode version = release.version();
        JsonNode paid = version.path("paidAccess");
        if (Json.is(paid, "permanent")) {
            return Optional.empty();
        }
        return Json.time(paid, "endsAt")
                .or(() -> Json.time(version, "earlyAccessDeadline"))
                .or(() -> Json.time(version, "earlyAccessEndsAt"))
                .filter(end -> end.isAfter(now));
    }
}
