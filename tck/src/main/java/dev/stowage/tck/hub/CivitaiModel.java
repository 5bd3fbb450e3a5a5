package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A model that the hub shows as CivitAI would. Methods return this model, for chaining. Thread-safe; may be changed while the hub runs.
 *
 * <pre>{@code
 * CivitaiModel.of(101, "Paper Cranes", "LORA")
 *         .creator("origami")
 *         .versions(CivitaiVersion.of(1001, "v1.0", "SDXL 1.0")
 *                 .trainedWords("paper crane")
 *                 .files(CivitaiFile.of(10001, "cranes.safetensors", SampleWeights.SDXL_LORA.safetensors(1, 1_000_000))));
 * }</pre>
 *
 * @since 0.1
 */
public final class CivitaiModel {
    private final int id;
    private final String name;
    private final String type;
    private final List<CivitaiVersion> versions = new CopyOnWriteArrayList<>();
    private final List<String> tags = new CopyOnWriteArrayList<>();
    private volatile String creator = "practice";
    private volatile String description = "";
    private volatile int nsfwLevel = 1;
    private volatile boolean realPerson;
    private volatile Optional<String> mode = Optional.empty();

    private CivitaiModel(int id, String name, String type) {
        this.id = id;
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
    }

    /**
     * Creates a model.
     *
     * @param id its number, 1 or more, different from that of every other model
     * @param name what it is called
     * @param type CivitAI's word: {@code Checkpoint}, {@code LORA}, {@code TextualInversion}, {@code VAE}, …
     * @return the model, without versions
     */
    public static CivitaiModel of(int id, String name, String type) {
        return new CivitaiModel(id, name, type);
    }

    /**
     * Adds versions.
     *
     * @param more the versions, in the order of the page, the newest first
     * @return this model
     */
    public CivitaiModel versions(CivitaiVersion... more) {
        versions.addAll(List.of(more));
        return this;
    }

    /**
     * Sets who made it.
     *
     * @param username the name of an account
     * @return this model
     */
    public CivitaiModel creator(String username) {
        creator = requireNonNull(username, "username");
        return this;
    }

    /**
     * Sets what the creator says about it.
     *
     * @param html a piece of HTML
     * @return this model
     */
    public CivitaiModel description(String html) {
        description = requireNonNull(html, "html");
        return this;
    }

    /**
     * Adds tags.
     *
     * @param more the tags
     * @return this model
     */
    public CivitaiModel tags(String... more) {
        tags.addAll(List.of(more));
        return this;
    }

    /**
     * Sets how explicit what it shows is.
     *
     * @param mask the sum of the levels: 1 and 2 are harmless, 4, 8 and 16 are not
     * @return this model
     */
    public CivitaiModel nsfwLevel(int mask) {
        nsfwLevel = mask;
        return this;
    }

    /**
     * Notes that it depicts a real person, so that nobody may download it.
     *
     * @return this model
     */
    public CivitaiModel realPerson() {
        realPerson = true;
        return this;
    }

    /**
     * Keeps the description and gives up the files.
     *
     * @return this model
     */
    public CivitaiModel archived() {
        mode = Optional.of("Archived");
        return this;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    /** Those that the page shows. */
    List<CivitaiVersion> versions() {
        return versions.stream().filter(CivitaiVersion::isPublished).toList();
    }

    List<String> tags() {
        return List.copyOf(tags);
    }

    String creator() {
        return creator;
    }

    String description() {
        return description;
    }

    int nsfwLevel() {
        return nsfwLevel;
    }

    boolean isRealPerson() {
        return realPerson;
    }

    Optional<String> mode() {
        return mode;
    }
}
