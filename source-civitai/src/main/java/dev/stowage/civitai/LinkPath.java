package dev.stowage.civitai;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The path of an address on the site, and what its grammar makes of it. */
final class LinkPath {
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?");
    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{8,64}");
    private static final String MODEL_ADVICE = "Paste the page of a model, or the link of its download button.";

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("images", "this is the page of a picture"),
            Map.entry("posts", "this is a post"),
            Map.entry("collections", "this is a collection"),
            Map.entry("user", "this is the page of a user"),
            Map.entry("3d-models", "this is a 3D model, not one that makes pictures"),
            Map.entry("articles", "this is an article"),
            Map.entry("bounties", "this is a bounty"),
            Map.entry("search", "this is a search"),
            Map.entry("login", "this is the page to log in"));

    private final List<String> segments;
    private final Parameters parameters;

    private LinkPath(List<String> segments, Parameters parameters) {
        this.segments = segments;
        this.parameters = parameters;
    }

    static LinkPath of(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> Parameters.decoded(segment.replace("+", "%2B")))
                .toList();
        boolean translated = segments.size() > 2
                && LOCALE.matcher(segments.get(0)).matches()
                && List.of("models", "model-versions").contains(segments.get(1));
        return new LinkPath(
                translated ? segments.subList(1, segments.size()) : segments, Parameters.of(address.getRawQuery()));
    }

    /** Always something; what it is not made for is no model. */
    Meaning meaning() {
        return switch (at(0)) {
            case "models" -> model();
            case "model-versions" -> version(at(1), Selection.RECOMMENDED);
            case "api" -> api();
            // The form of the API's own host.
            case "download" -> at(1).equals("models") ? version(at(2), Selection.of(parameters)) : page();
            default -> page();
        };
    }

    private Meaning model() {
        if (at(1).equals("license")) {
            return version(at(2), Selection.RECOMMENDED);
        }
        OptionalInt id = Numbers.id(at(1));
        if (id.isEmpty()) {
            return new Meaning.NoModel("there is no model's number in it", MODEL_ADVICE);
        }
        OptionalInt version = at(2).equals("model-versions") ? Numbers.id(at(3)) : named();
        return new Meaning.Model(id.getAsInt(), version, Selection.RECOMMENDED);
    }

    private OptionalInt named() {
        OptionalInt usual = parameters.number("modelVersionId");
        return usual.isPresent() ? usual : parameters.number("version");
    }

    private Meaning api() {
        return switch (at(1) + "/" + at(2)) {
            case "v1/models" -> apiModel();
            case "v1/model-versions" -> apiVersion();
            case "download/models" -> version(at(3), Selection.of(parameters));
            case "download/training-data" ->
                version(
                        at(3),
                        new Selection(
                                OptionalInt.empty(),
                                Map.of(Selection.TYPE, FileTypes.TRAINING_DATA),
                                Optional.empty()));
            case "download/attachments", "download/vault" ->
                new Meaning.NoModel("it is a file that only its owner can have, with a browser", MODEL_ADVICE);
            default -> page();
        };
    }

    private Meaning apiModel() {
        OptionalInt id = Numbers.id(at(3));
        return id.isPresent()
                ? new Meaning.Model(id.getAsInt(), OptionalInt.empty(), Selection.RECOMMENDED)
                : new Meaning.NoModel("it lists many models", MODEL_ADVICE);
    }

    private Meaning apiVersion() {
        return switch (at(3)) {
            case "mini" -> version(at(4), Selection.RECOMMENDED);
            case "by-hash" ->
                DIGEST.matcher(at(4)).matches()
                        ? Meaning.Digest.of(at(4))
                        : new Meaning.NoModel("there is no hash in it", MODEL_ADVICE);
            default -> version(at(3), Selection.RECOMMENDED);
        };
    }

    private static Meaning version(String segment, Selection file) {
        OptionalInt id = Numbers.id(segment);
        return id.isPresent()
                ? new Meaning.Version(id.getAsInt(), file)
                : new Meaning.NoModel("there is no version's number in it", MODEL_ADVICE);
    }

    private Meaning page() {
        return new Meaning.NoModel(PAGES.getOrDefault(at(0), "this page is no model's"), MODEL_ADVICE);
    }

    private String at(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }
}
