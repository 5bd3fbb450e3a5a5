package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import dev.stowage.tck.origin.Content;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A model repository that the hub shows as HuggingFace would. Methods return this repository, for chaining. Thread-safe; may be changed
 * while the hub runs.
 *
 * <pre>{@code
 * HuggingFaceRepo.of("practice/paper-cranes-lora")
 *         .card(Map.of("license", "mit", "base_model", "stabilityai/stable-diffusion-xl-base-1.0"), "# Paper Cranes")
 *         .tags("lora", "text-to-image")
 *         .file("cranes.safetensors", SampleWeights.SDXL_LORA.safetensors(1, 1_000_000));
 * }</pre>
 *
 * @since 0.1
 */
public final class HuggingFaceRepo {
    static final String MAIN = "main";
    private static final String HEAD = "HEAD";

    private final String id;
    private final Map<String, RepoTree> revisions = new ConcurrentSkipListMap<>();
    private final List<String> tags = new CopyOnWriteArrayList<>();
    private final Set<String> former = ConcurrentHashMap.newKeySet();
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Object> cardData = Map.of();
    private volatile Optional<String> pipeline = Optional.empty();
    private volatile Optional<String> library = Optional.empty();
    private volatile Optional<String> gate = Optional.empty();
    private volatile boolean secret;
    private volatile boolean disabled;
    private volatile boolean cached;

    private HuggingFaceRepo(String id) {
        this.id = requireNonNull(id, "id");
        if (id.split("/", -1).length != 2) {
            throw new IllegalArgumentException("Not an owner and a name with a slash between them: " + id);
        }
    }

    /**
     * Creates a repository that everybody may read.
     *
     * @param id owner and name with a slash between them
     * @return the repository, with one empty revision {@code main}
     */
    public static HuggingFaceRepo of(String id) {
        return new HuggingFaceRepo(id);
    }

    /**
     * Adds a file to {@code main}, or replaces it.
     *
     * @param path where it lies, with slashes between folders
     * @param content its bytes; weights, and whatever is longer than 10 MB, are stored as large files
     * @return this repository
     */
    public HuggingFaceRepo file(String path, Content content) {
        return fileAt(MAIN, path, content);
    }

    /**
     * Adds a file to a revision, or replaces it. Each revision has its own files only.
     *
     * @param revision the name of a branch, such as {@code v1.0} or {@code refs/pr/1}
     * @param path where it lies
     * @param content its bytes
     * @return this repository
     */
    public HuggingFaceRepo fileAt(String revision, String path, Content content) {
        tree(revision).put(path, content);
        return this;
    }

    /**
     * Writes the model card: {@code README.md} of {@code main}.
     *
     * @param data what stands at its head, such as {@code license}, {@code base_model}, {@code instance_prompt}: texts, numbers, and lists
     *     and maps of such
     * @param text the rest, in Markdown
     * @return this repository
     */
    public HuggingFaceRepo card(Map<String, Object> data, String text) {
        cardData = new TreeMap<>(data);
        StringBuilder card = new StringBuilder("---\n");
        // Each value as JSON, which is YAML too.
        cardData.forEach((key, value) ->
                card.append(key).append(": ").append(Json.text(value)).append('\n'));
        return file(
                "README.md",
                Content.of(card.append("---\n\n").append(text).append('\n').toString()));
    }

    /**
     * Adds tags; those that the card implies ({@code base_model:…}, {@code license:…}) need not be named.
     *
     * @param more the tags
     * @return this repository
     */
    public HuggingFaceRepo tags(String... more) {
        tags.addAll(List.of(more));
        return this;
    }

    /**
     * Sets what the model is used for.
     *
     * @param tag such as {@code text-to-image}
     * @return this repository
     */
    public HuggingFaceRepo pipeline(String tag) {
        pipeline = Optional.of(tag);
        return this;
    }

    /**
     * Sets which library loads it.
     *
     * @param name such as {@code diffusers}
     * @return this repository
     */
    public HuggingFaceRepo library(String name) {
        library = Optional.of(name);
        return this;
    }

    /**
     * Gives the files only to accounts that have accepted its terms; the description stays open to everybody.
     *
     * @param tokens the tokens of these accounts
     * @return this repository
     */
    public HuggingFaceRepo gatedExceptFor(String... tokens) {
        gate = Optional.of("auto");
        members.addAll(List.of(tokens));
        return this;
    }

    /**
     * Hides it from all but some accounts.
     *
     * @param tokens the tokens of these accounts
     * @return this repository
     */
    public HuggingFaceRepo privateTo(String... tokens) {
        secret = true;
        members.addAll(List.of(tokens));
        return this;
    }

    /**
     * Blocks it, as the site's staff does.
     *
     * @return this repository
     */
    public HuggingFaceRepo disabled() {
        disabled = true;
        return this;
    }

    /**
     * Serves small files by way of a redirect to {@code /api/resolve-cache/}, as the site does for some.
     *
     * @return this repository
     */
    public HuggingFaceRepo cached() {
        cached = true;
        return this;
    }

    /**
     * Adds a name that it had before; it redirects to the present one.
     *
     * @param oldId owner and name
     * @return this repository
     */
    public HuggingFaceRepo formerly(String oldId) {
        former.add(oldId);
        return this;
    }

    String id() {
        return id;
    }

    boolean wasOnce(String other) {
        return former.contains(other);
    }

    /** By name or by commit. */
    Optional<RepoTree> revision(String name) {
        tree(MAIN);
        return Optional.ofNullable(revisions.get(name.equals(HEAD) ? MAIN : name))
                .or(() -> revisions.values().stream()
                        .filter(tree -> tree.commit().equals(name))
                        .findFirst());
    }

    /** The revisions other than pull requests, with their commits. */
    Map<String, String> branches() {
        Map<String, String> branches = new LinkedHashMap<>();
        revisions.forEach((name, tree) -> {
            if (!name.startsWith("refs/")) {
                branches.put(name, tree.commit());
            }
        });
        return branches;
    }

    Map<String, Object> cardData() {
        return cardData;
    }

    /** What the site's page lists, in its order. */
    List<String> tags() {
        return Stream.of(
                        library.stream(),
                        tags.stream(),
                        pipeline.stream(),
                        implied("base_model"),
                        implied("license"),
                        Stream.of("region:us"))
                .flatMap(part -> part)
                .distinct()
                .toList();
    }

    private Stream<String> implied(String key) {
        Object value = cardData.getOrDefault(key, List.of());
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        return values.stream().map(one -> key + ":" + one);
    }

    Optional<String> pipeline() {
        return pipeline;
    }

    Optional<String> library() {
        return library;
    }

    Optional<String> gate() {
        return gate;
    }

    boolean isPrivate() {
        return secret;
    }

    boolean isDisabled() {
        return disabled;
    }

    boolean isCached() {
        return cached;
    }

    boolean hasMember(Optional<String> token) {
        return token.filter(members::contains).isPresent();
    }

    private RepoTree tree(String revision) {
        return revisions.computeIfAbsent(revision, name -> new RepoTree(id + "@" + name));
    }
}
