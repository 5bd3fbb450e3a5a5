package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Progress;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Health;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Recheck;
import dev.stowage.model.Reference;
import dev.stowage.model.Status;
import dev.stowage.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The download object of the API. Every field is always there, {@code null} while its value is unknown; only {@code needs}, {@code group},
 * {@code error}, {@code retryAt} and {@code checkedAt} (when its file was read again) are left out when there is none. Times are RFC 3339 in UTC, sizes are bytes.
 */
public final class DownloadJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DownloadJson() {}

    /**
     * A download.
     *
     * @param progress how its transfer goes at this moment, if one is running; one that is just letting go tells nothing any more
     */
    public static ObjectNode of(Download download, Optional<Progress> progress) {
        Optional<Draft> draft = download.draft();
        ObjectNode json = NODES.objectNode();
        json.put("id", download.id().text());
        json.put("url", download.reference().text());
        json.put("source", download.file().map(file -> file.source()).orElse(null));
        json.put("status", download.status().wire());
        json.put("health", download.health().wire());
        json.set("messages", texts(download.messages()));
        download.need().map(Need::wire).ifPresent(need -> json.put("needs", need));
        json.put("name", draft.map(Draft::name).orElse(null));
        json.put("type", draft.map(Draft::type).map(Object::toString).orElse(null));
        json.put(
                "baseModel",
                draft.flatMap(Draft::baseModel).map(Object::toString).orElse(null));
        json.put(
                "baseFamily",
                draft.flatMap(Draft::baseFamily).map(Object::toString).orElse(null));
        json.put("fileName", download.fileName().map(Object::toString).orElse(null));
        addBytes(json, download, progress.filter(running -> download.status() == Status.DOWNLOADING));
        download.group().ifPresent(group -> json.put("group", group.text()));
        json.set("hash", hash(download));
        download.recheck()
                .ifPresent(seen -> json.put("checkedAt", seen.check().at().toString()));
        json.put("filePath", download.filePath().map(Object::toString).orElse(null));
        json.put("assetId", download.assetId().map(Object::toString).orElse(null));
        json.set("duplicates", duplicates(download.duplicates()));
        download.problem().ifPresent(problem -> json.set("error", ProblemJson.of(problem)));
        download.retryAt().ifPresent(time -> json.put("retryAt", time.toString()));
        json.put("priority", download.priority());
        json.put("version", download.version());
        json.put("createdAt", download.createdAt().toString());
        json.put("updatedAt", download.updatedAt().toString());
        return json;
    }

    /**
     * A reference of which no download could be made: the same object with what little is known.
     *
     * @param reference what was asked for, unless that cannot be shown
     */
    public static ObjectNode refused(Optional<Reference> reference, Problem problem) {
        ObjectNode json = NODES.objectNode();
        json.putNull("id");
        json.put("url", reference.map(Reference::text).orElse(null));
        json.putNull("source");
        json.put("status", Status.FAILED.wire());
        json.put("health", Health.ERROR.wire());
        json.set("messages", texts(List.of(problem.message())));
        for (String unknown : List.of("name", "type", "baseModel", "baseFamily", "fileName", "totalBytes")) {
            json.putNull(unknown);
        }
        json.put("receivedBytes", 0);
        json.putNull("bytesPerSecond").putNull("etaSeconds");
        json.set("hash", hash(HashAlgorithm.SHA256, null, null, Verdict.PENDING));
        json.putNull("filePath").putNull("assetId");
        json.set("duplicates", NODES.arrayNode());
        json.set("error", ProblemJson.of(problem));
        return json.putNull("priority").putNull("version").putNull("createdAt").putNull("updatedAt");
    }

    private static void addBytes(ObjectNode json, Download download, Optional<Progress> progress) {
        OptionalLong total = progress.map(Progress::totalBytes)
                .filter(OptionalLong::isPresent)
                .orElse(download.totalBytes());
        json.put("totalBytes", boxed(total));
        json.put("receivedBytes", progress.map(Progress::receivedBytes).orElseGet(() -> received(download)));
        json.put("bytesPerSecond", progress.map(Progress::bytesPerSecond).orElse(null));
        json.put(
                "etaSeconds",
                progress.flatMap(Progress::eta).map(Duration::toSeconds).orElse(null));
    }

    /** Without a running transfer: what a later step has counted, else what was there when it came to rest. */
    private static long received(Download download) {
        long counted = download.computed().map(digests -> digests.totalBytes()).orElse(0L);
        boolean whole = download.status() == Status.VERIFYING;
        return Math.max(
                Math.max(counted, download.receivedBytes()),
                whole ? download.totalBytes().orElse(0) : 0);
    }

    /** Bytes that have changed since are compared with those that were registered. */
    private static ObjectNode hash(Download download, Recheck seen) {
        String expected = Optional.ofNullable(download.published().get(HashAlgorithm.SHA256))
                .or(() -> download.assetId().map(Object::toString))
                .orElse(null);
        String actual =
                seen.computed().flatMap(Digests::sha256).map(Object::toString).orElse(null);
        return hash(HashAlgorithm.SHA256, expected, actual, download.verdict());
    }

    /** The digest that decides: SHA-256 unless the source publishes another one only. */
    private static ObjectNode hash(Download download) {
        Optional<Recheck> damage = download.recheck().filter(Recheck::damaged);
        if (damage.isPresent()) {
            return hash(download, damage.get());
        }
        boolean gitOnly = download.published().containsKey(HashAlgorithm.GIT_SHA1)
                && !download.published().containsKey(HashAlgorithm.SHA256);
        HashAlgorithm algorithm = gitOnly ? HashAlgorithm.GIT_SHA1 : HashAlgorithm.SHA256;
        String actual = download.computed()
                .or(() -> download.recheck().flatMap(Recheck::computed))
                .map(digests -> digests.hex().get(algorithm))
                .orElse(null);
        return hash(algorithm, download.published().get(algorithm), actual, download.verdict());
    }

    private static ObjectNode hash(
            HashAlgorithm algorithm, @Nullable String expected, @Nullable String actual, Verdict verdict) {
        return NODES.objectNode()
                .put("algorithm", algorithm.wire())
                .put("expected", expected)
                .put("actual", actual)
                .put("verdict", verdict.wire());
    }

    static ArrayNode duplicates(List<Duplicate> duplicates) {
        ArrayNode array = NODES.arrayNode();
        for (Duplicate duplicate : duplicates) {
            array.addObject()
                    .put("assetId", duplicate.asset().hex())
                    .put("name", duplicate.name())
                    .put("path", duplicate.path().toString())
                    .put("matchedBy", duplicate.matchedBy().wire());
        }
        return array;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
