package dev.stowage.tck.hub;

import dev.stowage.tck.hub.CivitaiCatalog.Release;
import dev.stowage.tck.origin.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Sends a caller on to the file, or says why not, in the order of the site: whoever is over the quota learns nothing else. */
final class CivitaiDownload {
    private static final Map<String, List<String>> LISTED =
            Map.of("type", CivitaiWords.FILE_TYPES, "format", CivitaiWords.FORMATS, "size", CivitaiWords.SIZES);
    private static final List<String> FREE = List.of("fp", "quantType");
    private static final int LONGEST = 64;

    private final CivitaiCatalog catalog;
    private final Storage storage;
    private final SignedLinks links;
    private final DailyQuota quota;
    private final Clock clock;

    CivitaiDownload(CivitaiCatalog catalog, Storage storage, SignedLinks links, DailyQuota quota, Clock clock) {
        this.catalog = catalog;
        this.storage = storage;
        this.links = links;
        this.quota = quota;
        this.clock = clock;
    }

    /** @param account the caller's token when the site knows it */
    Reply answer(Visit visit, Optional<String> account) {
        if (!quota.take(account.orElse(""))) {
            return told(
                    visit,
                    429,
                    "We've noticed an unusual amount of downloading from your account. Contact support@civitai.com or come back later.");
        }
        Optional<String> bad = badSelector(visit.query());
        if (bad.isPresent()) {
            return told(visit, 400, "Invalid value for " + bad.get());
        }
        OptionalInt id = Query.parsed(visit.at(3));
        Optional<Release> release = id.isPresent() ? catalog.version(id.getAsInt()) : Optional.empty();
        return release.filter(found -> !found.model().isRealPerson())
                .map(found -> answer(visit, found, account))
                .orElseGet(() -> missing(visit));
    }

    private Reply answer(Visit visit, Release release, Optional<String> account) {
        CivitaiVersion version = release.version();
        if (release.model().mode().isPresent()) {
            return told(visit, 410, "Model archived, not available for download");
        }
        if (!version.isDownloadable()) {
            return unauthorised(visit, "The creator of this asset has disabled downloads on this file");
        }
        if (version.requiresLogin() && account.isEmpty()) {
            return visit.byBrowser()
                    ? Answers.redirect(
                            307, "/login?returnUrl=%2Fmodel-versions%2F" + version.id() + "&reason=download-auth")
                    : unauthorised(visit, "The creator of this asset requires you to be logged in to download it");
        }
        Optional<CivitaiVersion.Paid> paid =
                version.paid(clock.instant()).filter(price -> !version.isBoughtBy(account));
        if (paid.isPresent()) {
            return unpaid(visit, release, paid.get().endsAt());
        }
        if (!version.isSharedWith(account)) {
            return told(visit, 403, "You do not have access to download this file");
        }
        return new CivitaiChoice(version).asked(visit.query()).map(this::link).orElseGet(() -> missing(visit));
    }

    private Reply link(CivitaiFile file) {
        String path = "/civitai-delivery-worker-prod/model/" + file.id() + "/" + Query.encoded(file.name());
        return Answers.redirect(307, storage.signed(path, file.content(), links).toString())
                .withHeader("Cache-Control", "no-store");
    }

    private static Reply unpaid(Visit visit, Release release, Optional<Instant> end) {
        if (visit.byBrowser()) {
            return Answers.redirect(
                    307,
                    "/models/" + release.model().id() + "?modelVersionId="
                            + release.version().id());
        }
        return Answers.json(
                403,
                Json.object()
                        .put("error", "Early Access")
                        .putKnown("deadline", end.map(Instant::toString))
                        .put("message", "This asset is in Early Access. You can use Buzz access it now!"));
    }

    private static Reply missing(Visit visit) {
        return told(visit, 404, "File not found").withHeader("Cache-Control", "no-store");
    }

    private static Reply unauthorised(Visit visit, String message) {
        return visit.byBrowser()
                ? Answers.text(401, message)
                : Answers.json(401, Json.object().put("error", "Unauthorized").put("message", message));
    }

    private static Reply told(Visit visit, int status, String error) {
        return visit.byBrowser()
                ? Answers.text(status, error)
                : Answers.json(status, Json.object().put("error", error));
    }

    private static Optional<String> badSelector(Query query) {
        return LISTED.entrySet().stream()
                .filter(listed -> query.first(listed.getKey())
                        .filter(value -> !listed.getValue().contains(value))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> FREE.stream()
                        .filter(name -> query.first(name)
                                .filter(value -> value.length() > LONGEST)
                                .isPresent())
                        .findFirst());
    }
}
