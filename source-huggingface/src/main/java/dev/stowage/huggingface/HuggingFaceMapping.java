package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.model.BaseModel;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Sha256;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Hub says of a repository, in the words of the model. Asks nobody. */
final class HuggingFaceMapping {
    private static final int LONGEST_BASE_MODEL = 100;
    private static final String BASE_TAG = "base_model:";
    private static final String LICENSE_TAG = "license:";
    private static final Pattern RELATION = Pattern.compile("(adapter|finetune|quantized|merge):");

    /** Tags that programs set for programs. */
    private static final Set<String> MACHINE_TAGS = Set.of(
            "autotrain_compatible", "conversational", "endpoints_compatible", "has_space", "text-generation-inference");

    private final Snapshot snapshot;
    private final Types types;
    private final Endpoint endpoint;

    HuggingFaceMapping(Snapshot snapshot, Endpoint endpoint) {
        this.snapshot = snapshot;
        this.endpoint = endpoint;
        this.types = new Types(snapshot);
    }

    /** The repositories that this one builds on, itself first; ids as they are written. */
    static List<String> bases(Snapshot snapshot) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(snapshot.repo().id());
        ids.addAll(bases(snapshot.info()));
        return List.copyOf(ids);
    }

    /** The repositories that a description names as what it builds on. */
    static List<String> bases(JsonNode info) {
        Set<String> ids = new LinkedHashSet<>(Json.texts(info.path("cardData"), "base_model"));
        Json.texts(info, "tags").stream()
                .filter(tag -> tag.startsWith(BASE_TAG))
                .map(tag -> RELATION.matcher(tag.substring(BASE_TAG.length())).replaceFirst(""))
                .forEach(ids::add);
        return ids.stream().map(String::strip).filter(id -> !id.isEmpty()).toList();
    }

    /** The base model that is known by one of these ids. */
    static Optional<BaseModel> known(List<String> ids) {
        return ids.stream().map(BaseModels::of).flatMap(Optional::stream).findFirst();
    }

    /**
     * The description of the model.
     *
     * @param files what can be fetched
     * @param chosen which of them are meant, if that is clear
     * @param base what it builds on, if that is known
     * @param readme the text of its card, if there is one
     */
    ModelInfo model(List<HubFile> files, List<HubFile> chosen, Optional<BaseModel> base, Optional<Readme> readme) {
        JsonNode info = snapshot.info();
        ModelInfo.Builder model = ModelInfo.builder(name(files, chosen))
                .creator(Json.text(info, "author").orElse(snapshot.repo().owner()))
                .type(modelType(chosen))
                .triggerWords(triggerWords(readme))
                .tags(tags())
                .nsfw(Json.texts(info, "tags").contains("not-for-all-audiences"))
                .previews(new Previews(snapshot, endpoint).all());
        types.variant().ifPresent(model::variant);
        baseModel(base).ifPresent(model::baseModel);
        base.flatMap(BaseModel::family)
                .or(() -> types.pipeline().flatMap(BaseModels::ofPipeline))
                .ifPresent(model::baseFamily);
        license().ifPresent(model::license);
        readme.flatMap(Readme::description)
                .or(() -> Json.text(snapshot.card(), "description"))
                .ifPresent(model::description);
        attributes().forEach(model::attribute);
        return model.build();
    }

    /** The files, weights before everything else. */
    List<RemoteFile> files(List<HubFile> files, List<HubFile> chosen) {
        Set<String> ambiguous = ambiguous(files);
        Set<HubFile> recommended = new HashSet<>(chosen);
        ModelType whole = modelType(chosen);
        return Stream.concat(
                        files.stream().filter(FileChoice::weights),
                        files.stream().filter(file -> !FileChoice.weights(file)))
                .flatMap(file ->
                        remote(file, whole, ambiguous.contains(file.name()), recommended.contains(file)).stream())
                .toList();
    }

    private static Set<String> ambiguous(List<HubFile> files) {
        Set<String> seen = new HashSet<>();
        return files.stream().map(HubFile::name).filter(name -> !seen.add(name)).collect(Collectors.toSet());
    }

    private Optional<RemoteFile> remote(HubFile file, ModelType whole, boolean ambiguous, boolean recommended) {
        String name = ambiguous ? file.path().replace('/', '_') : file.name();
        return snapshot.address(file).key().map(key -> {
            RemoteFile.Builder remote = RemoteFile.builder(key, name).recommended(recommended);
            file.size().ifPresent(remote::sizeBytes);
            file.sha256().ifPresent(remote::sha256);
            file.gitBlob().ifPresent(id -> remote.published(HashAlgorithm.GIT_SHA1, id));
            if (!file.extension().isEmpty()) {
                remote.format(file.extension().equals("sft") ? "safetensors" : file.extension());
            }
            Quantization.precision(file).ifPresent(remote::precision);
            ModelType type = types.of(file);
            return (type.equals(whole) ? remote : remote.type(type)).build();
        });
    }

    /** What people should know before they take it. */
    List<String> warnings(List<HubFile> files) {
        Stream<String> unsafe = snapshot.leftOut() == 0
                ? Stream.empty()
                : Stream.of(snapshot.leftOut() + " of its files were left out: their names are not safe.");
        Stream<String> newer = Json.text(snapshot.card(), "new_version")
                .map(id -> "Its author names a newer version: " + id + ".")
                .stream();
        Stream<String> bogus = files.stream()
                .filter(file -> file.sha256().filter(Sha256::bogus).isPresent())
                .map(file -> "The fingerprint published for " + file.name() + " cannot be meant, and does not count.");
        return Stream.of(unsafe, newer, bogus).flatMap(Function.identity()).toList();
    }

    private String name(List<HubFile> files, List<HubFile> chosen) {
        List<HubFile> one = chosen.size() == 1 ? chosen : files;
        boolean telling = one.size() == 1 && !one.get(0).usualName();
        return telling && !one.get(0).stem().isBlank()
                ? one.get(0).stem()
                : snapshot.repo().name();
    }

    private ModelType modelType(List<HubFile> chosen) {
        return chosen.stream().findFirst().map(types::of).orElseGet(types::ofModel);
    }

    /** One of ours where the id is known, else the id as it is written: the source's own word. */
    private Optional<BaseModel> baseModel(Optional<BaseModel> base) {
        return base.or(() -> bases(snapshot.info()).stream()
                .filter(id -> id.length() <= LONGEST_BASE_MODEL && id.chars().noneMatch(Character::isISOControl))
                .findFirst()
                .map(BaseModel::new));
    }

    private List<String> triggerWords(Optional<Readme> readme) {
        Optional<String> prompt = Json.text(snapshot.card(), "instance_prompt");
        List<String> words = prompt.map(phrase -> Arrays.asList(phrase.split(",", -1)))
                .orElseGet(() -> readme.map(Readme::triggerWords).orElse(List.of()));
        return words.stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> tags() {
        List<String> said = Json.texts(snapshot.info(), "tags");
        return (said.isEmpty() ? Json.texts(snapshot.card(), "tags") : said)
                .stream()
                        .filter(tag -> tag.indexOf(':') < 0 && !MACHINE_TAGS.contains(tag.toLowerCase(Locale.ROOT)))
                        .distinct()
                        .toList();
    }

    private Optional<String> license() {
        List<String> said = Json.texts(snapshot.card(), "license");
        if (said.equals(List.of("other"))) {
            return Json.text(snapshot.card(), "license_name").or(() -> Optional.of("other"));
        }
        return said.isEmpty()
                ? Json.texts(snapshot.info(), "tags").stream()
                        .filter(tag -> tag.startsWith(LICENSE_TAG))
                        .findFirst()
                        .map(tag -> tag.substring(LICENSE_TAG.length()))
                : Optional.of(String.join(", ", said));
    }

    private Map<String, String> attributes() {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("repository", snapshot.repo().id());
        kept.put("commit", snapshot.commit());
        List<String> bases = bases(snapshot.info());
        if (!bases.isEmpty()) {
            kept.put("base_model", String.join(", ", bases));
        }
        for (String field : List.of("pipeline_tag", "library_name", "lastModified")) {
            Json.text(snapshot.info(), field).ifPresent(value -> kept.put(field, value));
        }
        for (String field : List.of("license_link", "new_version", "base_model_relation")) {
            Json.text(snapshot.card(), field).ifPresent(value -> kept.put(field, value));
        }
        Previews.prompt(snapshot.card()).ifPresent(value -> kept.put("example_prompt", value));
        return kept;
    }
}
