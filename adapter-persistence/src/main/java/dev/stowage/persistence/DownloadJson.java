package dev.stowage.persistence;

import dev.stowage.model.Check;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Recheck;
import dev.stowage.model.Reference;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole download as JSON: what stands in a row beside the columns that are searched. */
final class DownloadJson {
    private DownloadJson() {}

    static String write(Download download) {
        JsonObject json = new JsonObject()
                .put("id", download.id().text())
                .put("owner", download.owner().text())
                .putIf("group", download.group())
                .put("reference", download.reference().text())
                .put("answers", AnswersJson.write(download.answers()))
                .put("priority", download.priority())
                .put("status", download.status())
                .put("reason", download.reason());
        writeFile(json, download);
        writeBytes(json, download);
        return json.putIf("problem", download.problem().map(ProblemJson::write))
                .putIf("recheck", download.recheck().map(DownloadJson::writeRecheck))
                .put("attempts", download.attempts())
                .put("refetches", download.refetches())
                .putIf("retryAt", download.retryAt())
                .put("version", download.version())
                .put("createdAt", download.createdAt().toString())
                .put("updatedAt", download.updatedAt().toString())
                .toString();
    }

    /** @throws UnreadableException when it is not one that this version can read */
    static Download read(String text) {
        JsonObject json = JsonObject.parse(text);
        DownloadBuilder download = new DownloadBuilder(
                        json.value("id", DownloadId::new),
                        json.value("owner", UserId::new),
                        json.value("reference", Reference::new),
                        json.moment("createdAt"))
                .group(json.optional("group", DownloadId::new))
                .priority(json.smallNumber("priority"))
                .status(json.word("status", Status.class))
                .reason(json.text("reason"))
                .recheck(json.object("recheck", DownloadJson::readRecheck))
                .attempts(json.smallNumber("attempts"))
                .refetches(json.smallNumber("refetches"))
                .retryAt(json.optional("retryAt", Instant::parse))
                .version(json.number("version"))
                .updatedAt(json.moment("updatedAt"));
        json.object("answers", AnswersJson::read).ifPresent(download::answers);
        json.object("problem", ProblemJson::read).ifPresent(download::problem);
        readFile(json, download);
        readBytes(json, download);
        return built(download);
    }

    private static void writeFile(JsonObject json, Download download) {
        json.putIf("file", download.file().map(DownloadJson::writeKey))
                .putIf("model", download.model().map(ModelInfoJson::write))
                .putIf("draft", download.draft().map(DraftJson::write))
                .putIf("fileName", download.fileName())
                .put("provisionalName", download.provisionalName())
                .putIf("placement", download.placement().map(PlacementJson::write))
                .putIf("filePath", download.filePath())
                .putIf("assetId", download.assetId())
                .putObjects("findings", download.findings(), FindingJson::write)
                .putObjects("duplicates", download.duplicates(), DownloadJson::writeDuplicate);
    }

    private static void readFile(JsonObject json, DownloadBuilder download) {
        json.object("file", DownloadJson::readKey).ifPresent(download::file);
        json.object("model", ModelInfoJson::read).ifPresent(download::model);
        json.object("draft", DraftJson::read).ifPresent(download::draft);
        json.optional("fileName", FileName::new).ifPresent(name -> download.name(name, json.flag("provisionalName")));
        json.object("placement", PlacementJson::read).ifPresent(download::placement);
        json.optional("filePath", Path::of).ifPresent(download::filePath);
        json.optional("assetId", Sha256::new).ifPresent(download::assetId);
        download.findings(json.objects("findings", FindingJson::read))
                .duplicates(json.objects("duplicates", DownloadJson::readDuplicate));
    }

    private static void writeBytes(JsonObject json, Download download) {
        json.putIf("totalBytes", download.totalBytes())
                .put("receivedBytes", download.receivedBytes())
                .putMap("published", hashes(download.published()))
                .putIf("computed", download.computed().map(DownloadJson::writeDigests))
                .putIf("partFolder", download.partFolder());
    }

    private static void readBytes(JsonObject json, DownloadBuilder download) {
        download.totalBytes(json.optionalNumber("totalBytes"))
                .receivedBytes(json.number("receivedBytes"))
                .published(readHashes(json, "published"))
                .computed(json.object("computed", DownloadJson::readDigests))
                .partFolder(json.optional("partFolder", Path::of));
    }

    private static JsonObject writeKey(FileKey key) {
        return new JsonObject().put("source", key.source()).put("id", key.id());
    }

    private static FileKey readKey(JsonObject json) {
        return json.value("id", id -> new FileKey(json.text("source"), id));
    }

    private static JsonObject writeDuplicate(Duplicate duplicate) {
        return new JsonObject()
                .put("asset", duplicate.asset().hex())
                .put("name", duplicate.name())
                .put("path", duplicate.path().toString())
                .put("matchedBy", duplicate.matchedBy());
    }

    private static Duplicate readDuplicate(JsonObject json) {
        return new Duplicate(
                json.value("asset", Sha256::new),
                json.text("name"),
                json.value("path", Path::of),
                json.word("matchedBy", Duplicate.MatchedBy.class));
    }

    private static JsonObject writeRecheck(Recheck recheck) {
        return new JsonObject()
                .put("condition", recheck.check().condition())
                .put("at", recheck.check().at().toString())
                .putIf("computed", recheck.computed().map(DownloadJson::writeDigests))
                .putIf("problem", recheck.problem().map(ProblemJson::write));
    }

    private static Recheck readRecheck(JsonObject json) {
        Check check = new Check(json.word("condition", Check.Condition.class), json.moment("at"));
        return new Recheck(
                check, json.object("computed", DownloadJson::readDigests), json.object("problem", ProblemJson::read));
    }

    private static JsonObject writeDigests(Digests digests) {
        return new JsonObject().putMap("hex", hashes(digests.hex())).put("totalBytes", digests.totalBytes());
    }

    private static Digests readDigests(JsonObject json) {
        try {
            return new Digests(readHashes(json, "hex"), json.number("totalBytes"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its digests are none", e);
        }
    }

    private static Map<String, String> hashes(Map<HashAlgorithm, String> digests) {
        Map<String, String> texts = new TreeMap<>();
        digests.forEach((algorithm, hex) -> texts.put(algorithm.wire(), hex));
        return texts;
    }

    /** An unknown algorithm is not passed over: a promise that was forgotten would be kept by any bytes. */
    private static Map<HashAlgorithm, String> readHashes(JsonObject json, String key) {
        Map<HashAlgorithm, String> digests = new EnumMap<>(HashAlgorithm.class);
        json.map(key).forEach((wire, hex) -> {
            Optional<HashAlgorithm> algorithm = HashAlgorithm.ofWire(wire);
            digests.put(algorithm.orElseThrow(() -> new UnreadableException("it has an unknown hash")), hex);
        });
        return digests;
    }

    private static Download built(DownloadBuilder download) {
        try {
            return download.build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableException("it breaks a law of its status", e);
        }
    }
}
