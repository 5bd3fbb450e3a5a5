package dev.stowage.tck.hub;

import dev.stowage.tck.hub.CivitaiCatalog.Release;
import dev.stowage.tck.origin.Reply;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The site of CivitAI: its interface for programs, its download links, and just enough of its pages. */
final class CivitaiSite {
    private static final String FRESH = "public, s-maxage=300, stale-while-revalidate=150";
    private static final int MOST_DIGESTS = 100;
    private static final int MOST_IDS = 10_000;
    private static final int LARGEST_ID = Integer.MAX_VALUE;

    private final CivitaiCatalog catalog;
    private final CivitaiShapes shapes;
    private final CivitaiDownload download;
    private final Set<String> tokens;

    CivitaiSite(CivitaiCatalog catalog, CivitaiShapes shapes, CivitaiDownload download, Set<String> tokens) {
        this.catalog = catalog;
        this.shapes = shapes;
        this.download = download;
        this.tokens = tokens;
    }

    /** Empty for what is no path of this site. */
    Optional<Reply> answer(Visit visit) {
        if (visit.begins("api", "v1")) {
            return Optional.of(api(visit.trustingQuery()));
        }
        if (visit.begins("api", "download", "models")) {
            Visit asked = visit.trustingQuery();
            return Optional.of(download.answer(asked, account(asked)));
        }
        if (visit.begins("api", "download", "training-data")) {
            return Optional.of(Answers.redirect(308, "/api/download/models/" + visit.at(3) + "?type=Training%20Data"));
        }
        return page(visit);
    }

    private Optional<Reply> page(Visit visit) {
        return switch (visit.at(0)) {
            case "models" ->
                Optional.of(model(visit.at(1))
                        .map(model -> Answers.page(
                                200, model.name(), "This page is for people; ask the interface at /api/v1."))
                        .orElseGet(() -> Answers.page(404, "404", "Nothing here")));
            case "model-versions" ->
                Optional.of(version(visit.at(1))
                        .map(release -> Answers.redirect(
                                308,
                                "/models/" + release.model().id() + "?modelVersionId="
                                        + release.version().id()))
                        .orElseGet(() -> Answers.page(404, "404", "Nothing here")));
            case "login" -> Optional.of(Answers.page(200, "Log in", "You need to log in to download this."));
            default -> Optional.empty();
        };
    }

    private Reply api(Visit visit) {
        return switch (visit.at(2)) {
            case "models" ->
                visit.path().size() > 3
                        ? model(visit.at(3))
                                .map(model -> fresh(shapes.model(model)))
                                .orElseGet(() -> unknownModel(visit.at(3)))
                        : new CivitaiSearch(catalog, shapes).answer(visit);
            case "model-versions" -> versions(visit);
            case "enums" ->
                fresh(Json.object()
                        .put("ModelType", CivitaiWords.MODEL_TYPES)
                        .put("ModelFileType", CivitaiWords.FILE_TYPES)
                        .put("BaseModel", CivitaiWords.BASE_MODELS)
                        .put("ActiveBaseModel", CivitaiWords.BASE_MODELS)
                        .put("BaseModelType", List.of("Standard", "Inpainting", "Refiner", "Pix2Pix")));
            case "me" ->
                account(visit)
                        .map(token -> Answers.json(
                                200,
                                Json.object()
                                        .put("id", 1)
                                        .put("username", "practice")
                                        .put("tokenScope", 4)))
                        .orElseGet(() -> error(401, "Unauthorized"));
            default -> error(404, "Not Found");
        };
    }

    private Reply versions(Visit visit) {
        return switch (visit.at(3)) {
            case "by-hash" -> visit.is("POST") ? batch(visit) : byHash(visit.at(4));
            case "mini" ->
                version(visit.at(4))
                        .map(release -> Answers.json(200, shapes.mini(release, miniFile(release, visit))))
                        .orElseGet(() -> error(404, "Model not found"));
            default ->
                version(visit.at(3))
                        .map(release -> release.version().files().isEmpty()
                                ? error(404, "Missing model file")
                                : fresh(shapes.version(release)))
                        .orElseGet(() -> error(404, "Model not found"));
        };
    }

    private static Optional<CivitaiFile> miniFile(Release release, Visit visit) {
        Optional<String> number = visit.query().first("modelFileId");
        return number.isEmpty()
                ? new CivitaiChoice(release.version()).primary()
                : release.version().files().stream()
                        .filter(file -> number.get().equals(Integer.toString(file.id())))
                        .findFirst();
    }

    private Reply byHash(String hex) {
        return catalog.digest(hex)
                .map(release -> fresh(shapes.version(release)))
                .orElseGet(() -> error(404, "Model not found"));
    }

    /** Several digests at once; what is not known is left out without a word. */
    private Reply batch(Visit visit) {
        List<String> digests = Json.firstList(visit.body());
        boolean idsOnly = visit.at(4).equals("ids");
        if (digests.isEmpty() || digests.size() > (idsOnly ? MOST_IDS : MOST_DIGESTS)) {
            return error(400, "Too many hashes, or none");
        }
        return Answers.json(
                200,
                digests.stream()
                        .map(hex -> catalog.digest(hex)
                                .map(release -> idsOnly ? ids(release, hex) : shapes.version(release))
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Json ids(Release release, String hex) {
        return Json.object()
                .put("modelVersionId", release.version().id())
                .put("modelId", release.model().id())
                .put("hash", hex.toUpperCase(Locale.ROOT));
    }

    private Optional<CivitaiModel> model(String number) {
        OptionalInt id = Query.parsed(number);
        return id.isPresent() ? catalog.model(id.getAsInt()) : Optional.empty();
    }

    private Optional<Release> version(String number) {
        OptionalInt id = Query.parsed(number);
        return id.isPresent() ? catalog.version(id.getAsInt()) : Optional.empty();
    }

    /** A token that nobody knows is as good as none. */
    private Optional<String> account(Visit visit) {
        return visit.token().filter(tokens::contains);
    }

    private static Reply unknownModel(String number) {
        return number.matches("[0-9]+") && new BigInteger(number).compareTo(BigInteger.valueOf(LARGEST_ID)) <= 0
                ? error(404, "No model with id " + number)
                : error(400, "Invalid model id");
    }

    private static Reply fresh(Json body) {
        return Answers.json(200, body).withHeader("Cache-Control", FRESH);
    }

    private static Reply error(int status, String message) {
        return Answers.json(status, Json.object().put("error", message));
    }
}
