package dev.stowage.tck.hub;

import static java.util.Objects.requireNonNull;

import dev.stowage.tck.origin.Content;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of a {@link CivitaiVersion}. Methods return this file, for chaining. Thread-safe; may be changed while the hub runs.
 *
 * @since 0.1
 */
public final class CivitaiFile {
    private static final Map<String, String> FORMATS =
            Map.of("safetensors", "SafeTensor", "gguf", "GGUF", "ckpt", "PickleTensor", "pt", "PickleTensor");

    private final int id;
    private final String name;
    private final Content content;
    private final Digests digests;
    private final Map<String, String> traits = new ConcurrentHashMap<>();
    private volatile String type = "Model";
    private volatile String scan = "Success";
    private volatile Optional<String> claimed = Optional.empty();

    private CivitaiFile(int id, String name, Content content) {
        this.id = id;
        this.name = requireNonNull(name, "name");
        this.content = requireNonNull(content, "content");
        this.digests = new Digests(content);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        traits.put("format", FORMATS.getOrDefault(extension, "Other"));
    }

    /**
     * Creates a file of type {@code Model}; its name tells its format.
     *
     * @param id its number, 1 or more, different from that of every other file
     * @param name what it is called
     * @param content its bytes, see {@link SampleWeights}
     * @return the file
     */
    public static CivitaiFile of(int id, String name, Content content) {
        return new CivitaiFile(id, name, content);
    }

    /**
     * Sets what the file is within its version.
     *
     * @param word such as {@code Pruned Model}, {@code VAE} or {@code Training Data}
     * @return this file
     */
    public CivitaiFile type(String word) {
        type = requireNonNull(word, "word");
        return this;
    }

    /**
     * Sets a trait of the weights.
     *
     * @param trait {@code format}, {@code size}, {@code fp} or {@code quantType}
     * @param value such as {@code pruned} or {@code fp16}
     * @return this file
     */
    public CivitaiFile trait(String trait, String value) {
        traits.put(trait, value);
        return this;
    }

    /**
     * Sets what the scans for viruses and for pickled code have found.
     *
     * @param result {@code Pending}, {@code Success}, {@code Danger} or {@code Error}; files of {@code Pending} scans have no hashes
     * @return this file
     */
    public CivitaiFile scan(String result) {
        scan = requireNonNull(result, "result");
        return this;
    }

    /**
     * Publishes a hash, right or wrong, in place of those that its bytes have.
     *
     * @param sha256 64 hexadecimal digits
     * @return this file
     */
    public CivitaiFile claimingSha256(String sha256) {
        claimed = Optional.of(sha256.toUpperCase(Locale.ROOT));
        return this;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    Content content() {
        return content;
    }

    String type() {
        return type;
    }

    String scan() {
        return scan;
    }

    Map<String, String> traits() {
        return new TreeMap<>(traits);
    }

    Optional<String> trait(String trait) {
        return Optional.ofNullable(traits.get(trait));
    }

    /** What is published of its bytes. */
    Json hashes() {
        if (scan.equals("Pending")) {
            return Json.object();
        }
        return claimed.map(sha256 -> Json.object().put("SHA256", sha256)).orElseGet(digests::civitai);
    }

    boolean hashesTo(String hex) {
        return claimed.map(hex::equalsIgnoreCase).orElseGet(() -> digests.include(hex));
    }
}
