package dev.stowage.tck.hub;

import dev.stowage.tck.hub.CivitaiCatalog.Release;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the site tells of its models. The same facts look different on different pages, as they do there. */
final class CivitaiShapes {
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final Instant FIRST = Instant.parse("2026-08-01T10:00:00.250Z");
    private static final int MOST_PICTURES = 10;
    private static final int HARMLESS = 3;

    private final URI site;
    private final CivitaiPictures pictures;
    private final Clock clock;

    CivitaiShapes(URI site, CivitaiPictures pictures, Clock clock) {
        this.site = site;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** One model as asked for by its number: what is empty is left out of its versions. */
    Json model(CivitaiModel model) {
        return about(model)
                .put("modelVersions", versions(model).stream().map(Json::dense).toList());
    }

    /** One model among others. */
    Json item(CivitaiModel model) {
        return about(model).put("modelVersions", versions(model));
    }

    private Json about(CivitaiModel model) {
        return Json.object()
                .put("id", model.id())
                .put("name", model.name())
                .put("description", model.description().isEmpty() ? null : model.description())
                .put("allowNoCredit", true)
                .put("allowCommercialUse", List.of("Image"))
                .put("allowDerivatives", true)
                .put("allowDifferentLicense", false)
                .put("type", model.type())
                .put("minor", false)
                .put("sfwOnly", false)
                .put("poi", model.isRealPerson())
                .put("nsfw", model.nsfwLevel() > HARMLESS)
                .put("nsfwLevel", model.nsfwLevel())
                .put("availability", "Public")
                .putKnown("mode", model.mode())
                .put("supportsGeneration", false)
                .put("stats", stats().put("commentCount", 3).put("tippedAmountCount", 0))
                .put("creator", Json.object().put("username", model.creator()).put("image", null))
                .put("tags", model.tags());
    }

    private List<Json> versions(CivitaiModel model) {
        List<CivitaiVersion> versions = model.versions();
        return IntStream.range(0, versions.size())
                .mapToObj(index -> listed(new Release(model, versions.get(index)), index))
                .toList();
    }

    private Json listed(Release release, int index) {
        CivitaiVersion version = release.version();
        boolean archived = release.model().mode().isPresent();
        return common(version)
                .put("index", index)
                .put("availability", version.isSecret() ? "Private" : "Public")
                .put("covered", false)
                .put("stats", stats())
                .putKnown("earlyAccessDeadline", version.paid(clock.instant()).flatMap(CivitaiVersion.Paid::endsAt))
                .put("files", files(version, false))
                .put("images", pictures.of(version, Integer.MAX_VALUE))
                .putIf(!archived, "downloadUrl", download(version, ""));
    }

    /** One version, as asked for by its number. */
    Json version(Release release) {
        CivitaiVersion version = release.version();
        CivitaiModel model = release.model();
        boolean archived = model.mode().isPresent();
        return common(version)
                .put("modelId", model.id())
                .put("updatedAt", published(version).toString())
                .put("uploadType", "Created")
                .put("usageControl", version.isDownloadable() ? "Download" : "Generation")
                .put("air", air(release))
                .put("stats", stats())
                .put(
                        "model",
                        Json.object()
                                .put("name", model.name())
                                .put("type", model.type())
                                .put("nsfw", model.nsfwLevel() > HARMLESS)
                                .put("poi", model.isRealPerson())
                                .putKnown("mode", model.mode()))
                .put("files", files(version, true))
                .put("images", pictures.of(version, MOST_PICTURES))
                .putIf(!archived, "downloadUrl", download(version, ""));
    }

    private Json common(CivitaiVersion version) {
        Instant now = clock.instant();
        return Json.object()
                .put("id", version.id())
                .put("name", version.name())
                .put("baseModel", version.baseModel())
                .put("baseModelType", "Standard")
                .put("nsfwLevel", 1)
                .put("createdAt", published(version).minus(Duration.ofHours(1)).toString())
                .put("publishedAt", published(version).toString())
                .put("status", "Published")
                .put("description", version.description().isEmpty() ? null : version.description())
                .put("trainedWords", version.words())
                .put("paidAccess", version.paid(now).map(CivitaiShapes::price).orElse(null));
    }

    private static Json price(CivitaiVersion.Paid paid) {
        return Json.object()
                .put("permanent", paid.endsAt().isEmpty())
                .put("endsAt", paid.endsAt().map(Instant::toString).orElse(null));
    }

    private List<Json> files(CivitaiVersion version, boolean byNumber) {
        Optional<CivitaiFile> primary = new CivitaiChoice(version).primary();
        return version.files().stream()
                .map(file -> file(version, file, primary.filter(file::equals).isPresent(), byNumber))
                .toList();
    }

    private Json file(CivitaiVersion version, CivitaiFile file, boolean primary, boolean byNumber) {
        String typed = primary ? "" : selectors(file);
        return Json.object()
                .put("id", file.id())
                .put("sizeKB", BigDecimal.valueOf(file.content().length()).divide(KIBI))
                .put("name", file.name())
                .put("type", file.type())
                .put("pickleScanResult", file.scan())
                .put("pickleScanMessage", null)
                .put("virusScanResult", file.scan())
                .put("virusScanMessage", null)
                .put("scannedAt", byNumber ? "2026-08-01T10:05:03.5" : "2026-08-01T10:05:03.500Z")
                .put("metadata", file.traits())
                .put("hashes", file.hashes())
                .putIf(primary || byNumber, "primary", primary)
                .put("downloadUrl", download(version, byNumber ? "?fileId=" + file.id() : typed));
    }

    private static String selectors(CivitaiFile file) {
        StringBuilder query = new StringBuilder("?type=" + Query.encoded(file.type()));
        for (Map.Entry<String, String> trait : file.traits().entrySet()) {
            query.append('&').append(trait.getKey()).append('=').append(Query.encoded(trait.getValue()));
        }
        return query.toString();
    }

    /** One version in short. */
    Json mini(Release release, Optional<CivitaiFile> file) {
        CivitaiVersion version = release.version();
        String query = file.map(chosen -> "?fileId=" + chosen.id()).orElse("");
        return Json.object()
                .put("air", air(release) + file.map(chosen -> "+" + chosen.id()).orElse(""))
                .put("versionName", version.name())
                .put("modelName", release.model().name())
                .put("baseModel", version.baseModel())
                .put("availability", version.isSecret() ? "Private" : "Public")
                .put("publishedAt", published(version).toString())
                .put(
                        "size",
                        file.map(chosen -> BigDecimal.valueOf(chosen.content().length())
                                        .divide(KIBI))
                                .orElse(null))
                .put("fileType", file.map(CivitaiFile::type).orElse(null))
                .put("fileName", file.map(CivitaiFile::name).orElse(null))
                .put("hashes", file.map(CivitaiFile::hashes).orElseGet(Json::object))
                .put("downloadUrls", List.of(download(version, query)))
                .put("format", file.flatMap(chosen -> chosen.trait("format")).orElse(null))
                .put("canGenerate", false)
                .put("requireAuth", version.requiresLogin())
                .put("checkPermission", version.isSecret())
                .putKnown("earlyAccessEndsAt", version.paid(clock.instant()).flatMap(CivitaiVersion.Paid::endsAt));
    }

    private String download(CivitaiVersion version, String query) {
        return site + "/api/download/models/" + version.id() + query;
    }

    private static Instant published(CivitaiVersion version) {
        return FIRST.plus(Duration.ofMinutes(version.id() % 10_000));
    }

    private static Json stats() {
        return Json.object().put("downloadCount", 42).put("thumbsUpCount", 7).put("thumbsDownCount", 0);
    }

    private static String air(Release release) {
        return "urn:air:" + CivitaiWords.ecosystem(release.version().baseModel()) + ":"
                + CivitaiWords.kind(release.model().type()) + ":civitai:"
                + release.model().id() + "@"
                + release.version().id();
    }
}
