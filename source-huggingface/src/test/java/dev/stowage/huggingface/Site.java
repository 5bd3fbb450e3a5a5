package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Hub, or a server in its place, that answers what a test has told it. */
final class Site {
    static final String HUB = "https://huggingface.co";
    static final String COMMIT = "f4b0486b498f84668e828044de1d0c8ba486e05b";
    static final String SHA = "2e58e3704b4c0831bf848e0507c9b5ff2cd8d007b8d0719dba3874156f631050";
    static final String BLOB = "a6344aac8c09253b3b630fb776ae94478aa0275b";

    final FakeHttpGateway web = new FakeHttpGateway();
    final HuggingFaceResolver resolver;
    private final String root;

    Site() {
        this(HUB);
    }

    Site(String root) {
        this.root = root;
        this.resolver = new HuggingFaceResolver(endpoint(root), web);
    }

    static Endpoint endpoint(String root) {
        return new Endpoint(Origin.of(URI.create(root)).orElseThrow());
    }

    /** What {@code org/name} answers when it is asked for everything. */
    Site repo(String json) {
        web.json(root + "/api/models/org/name?blobs=true", json);
        return this;
    }

    Site json(String path, String json) {
        web.json(root + path, json);
        return this;
    }

    Site page(String path, String text, Map<String, String> headers) {
        web.reply(root + path, 200, headers, text.getBytes(UTF_8));
        return this;
    }

    Site refuses(String path, int status, Map<String, String> headers) {
        web.reply(root + path, status, headers, new byte[0]);
        return this;
    }

    /** A description of {@code org/name} with further fields, such as {@code "tags":[]}, and these files, large ones. */
    static String described(String fields, String... paths) {
        return "{\"id\":\"org/name\",\"sha\":\"" + COMMIT + "\"" + (fields.isEmpty() ? "" : "," + fields)
                + ",\"siblings\":["
                + Stream.of(paths).map(Site::large).collect(Collectors.joining(",")) + "]}";
    }

    static String large(String path) {
        return "{\"rfilename\":\"" + path + "\",\"size\":1000,\"blobId\":\"" + BLOB + "\",\"lfs\":{\"sha256\":\"" + SHA
                + "\",\"size\":1000,\"pointerSize\":134}}";
    }

    Resolution.Found found(String reference) throws StowageException {
        return assertInstanceOf(Resolution.Found.class, resolver.resolve(new Reference(reference), FakeCall.local()));
    }

    Problem refusal(String reference) {
        return assertThrows(StowageException.class, () -> found(reference)).problem();
    }

    /** The names of the files that are recommended. */
    static List<String> recommended(Resolution.Found found) {
        return found.files().stream()
                .filter(RemoteFile::recommended)
                .map(RemoteFile::name)
                .toList();
    }

    List<String> asked() {
        return web.requests().stream()
                .map(HttpQuery::address)
                .map(address -> address.toString().substring(root.length()))
                .toList();
    }
}
