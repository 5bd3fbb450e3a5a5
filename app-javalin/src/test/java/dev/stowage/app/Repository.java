package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A repository as HuggingFace would describe it, on a server that stands in for that site. */
final class Repository {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final LoopbackServer server;
    private final String id;
    private final ArrayNode siblings = JsonNodeFactory.instance.arrayNode();

    /** @param id as in {@code owner/name} */
    Repository(LoopbackServer server, String id) {
        this.server = server;
        this.id = id;
    }

    /** Adds a file with its published SHA-256. */
    Repository with(String path, byte[] bytes) {
        return with(path, bytes, bytes);
    }

    /** Adds a file that is not what was published. */
    Repository with(String path, byte[] published, byte[] bytes) {
        siblings.addObject()
                .put("rfilename", path)
                .put("size", bytes.length)
                .putObject("lfs")
                .put("sha256", LoopbackServer.sha256(published))
                .put("size", bytes.length);
        server.offers(id + "/resolve/" + COMMIT + "/" + path, bytes);
        return this;
    }

    /** Makes it known; returns its id. */
    String offered() {
        ObjectNode info = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("author", id.substring(0, id.indexOf('/')))
                .put("sha", COMMIT);
        info.putArray("tags")
                .add("lora")
                .add("text-to-image")
                .add("base_model:stabilityai/stable-diffusion-xl-base-1.0");
        ObjectNode card = info.putObject("cardData");
        card.put("license", "mit").put("instance_prompt", "pixel art, sprite").put("new_version", "org/newer");
        info.set("siblings", siblings);
        server.offers("api/models/" + id, info.toString().getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** The id by which a file is named for good. */
    String key(String path) {
        return "models/" + id + "@" + COMMIT + "/" + path;
    }

    /** The files of a model that was cut in two. */
    static List<String> parts() {
        return List.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
    }
}
