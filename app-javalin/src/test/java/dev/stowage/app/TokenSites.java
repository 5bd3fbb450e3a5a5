package dev.stowage.app;

import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.util.List;
import java.util.Optional;

/**
 * CivitAI and HuggingFace behind one origin, each letting in only who shows its own token, and a store on another origin that refuses
 * whoever shows any. Each has one file.
 */
final class TokenSites implements AutoCloseable {
    static final String CIVITAI_TOKEN = "canary-civitai-token-0001";
    static final String HF_TOKEN = "hf_canaryHuggingFaceToken0002";
    static final String CIVITAI_FILE = "civitai.safetensors";
    static final String HF_FILE = "hub.safetensors";

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final List<String> HF_PATHS = List.of("/api/models/org/", "/org/name/");

    private final ScriptedOrigin site = ScriptedOrigin.start();
    private final ScriptedOrigin store = ScriptedOrigin.start();
    private final byte[] ofCivitai = LoopbackServer.safetensors(11);
    private final byte[] ofHub = LoopbackServer.safetensors(12);
    private volatile int refusal = 401;

    TokenSites() {
        describe(LoopbackServer.sha256(ofCivitai));
        String hub =
                ("{\"id\":\"org/name\",\"sha\":\"%s\",\"tags\":[\"lora\"],\"siblings\":[{\"rfilename\":\"%s\",\"size\":%d,"
                                + "\"lfs\":{\"sha256\":\"%s\",\"size\":%d}}]}")
                        .formatted(COMMIT, HF_FILE, ofHub.length, LoopbackServer.sha256(ofHub), ofHub.length);
        answer("/api/models/org/name", HF_TOKEN, hub);
        lead("/api/download/models/11", CIVITAI_TOKEN, CIVITAI_FILE);
        lead("/org/name/resolve/" + COMMIT + "/" + HF_FILE, HF_TOKEN, HF_FILE);
        store(CIVITAI_FILE, ofCivitai);
        store(HF_FILE, ofHub);
    }

    /** A run that knows these sites. */
    Run known(Run run) {
        return run.with("STOWAGE_ALLOWED_ADDRESSES", "127.0.0.0/8")
                .with("CIVITAI_ENDPOINT", site.uri("").toString())
                .with("HF_ENDPOINT", site.uri("").toString());
    }

    String civitaiPage() {
        return site.uri("/models/1").toString();
    }

    String civitaiLink() {
        return site.uri("/api/download/models/11?fileId=111").toString();
    }

    String hubPage() {
        return site.uri("/org/name").toString();
    }

    /** With this status, from now on, who shows no good token. */
    void refusesWith(int status) {
        refusal = status;
    }

    /** CivitAI publishes another digest from now on. */
    void publishesWrongDigest() {
        describe("0".repeat(63) + "1");
    }

    /** The store's file is behind this fault from now on. */
    void stores(String name, Fault fault) {
        store.route("/" + name).always(fault);
    }

    /** All that the store has got, as text. */
    String storeSaw() {
        return store.requests().toString();
    }

    /** All that the origin of both sites has got. */
    List<RecordedRequest> requests() {
        return site.requests();
    }

    static boolean ofHub(RecordedRequest request) {
        return HF_PATHS.stream().anyMatch(request.path()::startsWith);
    }

    private void describe(String sha256) {
        String model =
                ("{\"id\":1,\"name\":\"Canary\",\"type\":\"LORA\",\"modelVersions\":[{\"id\":11,\"modelId\":1,\"name\":\"v1\","
                                + "\"status\":\"Published\",\"baseModel\":\"SDXL 1.0\",\"files\":[{\"id\":111,\"name\":\"%s\",\"type\":\"Model\","
                                + "\"primary\":true,\"hashes\":{\"SHA256\":\"%s\"},\"downloadUrl\":\"%s\"}]}]}")
                        .formatted(CIVITAI_FILE, sha256, civitaiLink());
        String version =
                "{\"id\":11,\"modelId\":1,\"name\":\"v1\",\"status\":\"Published\",\"baseModel\":\"SDXL 1.0\",\"files\":[{\"id\":111,"
                        + "\"name\":\"" + CIVITAI_FILE
                        + "\",\"type\":\"Model\",\"primary\":true,\"hashes\":{\"SHA256\":\"" + sha256
                        + "\"},\"downloadUrl\":\"" + civitaiLink() + "\"}]}";
        answer("/api/v1/models/1", CIVITAI_TOKEN, model);
        answer("/api/v1/model-versions/11", CIVITAI_TOKEN, version);
    }

    private void answer(String path, String token, String json) {
        Resource resource = Resource.of(Content.of(json)).withContentType("application/json");
        site.serve(path, resource).always(guarded(token, (request, served) -> served.reply(request)));
    }

    private void lead(String path, String token, String file) {
        String signed = store.uri("/" + file + "?sig=signed").toString();
        site.serve(path, Resource.of(Content.of("")))
                .always(guarded(
                        token,
                        (request, served) -> Reply.status(302)
                                .withHeader("X-Repo-Commit", COMMIT)
                                .withHeader("Location", signed)));
    }

    private Route store(String name, byte[] bytes) {
        return store.serve("/" + name, Resource.of(Content.of(bytes))).always(AnswerFaults.refusingAuthorization());
    }

    private Fault guarded(String token, Fault inside) {
        return (request, served) -> request.header("Authorization").equals(Optional.of("Bearer " + token))
                ? inside.reply(request, served)
                : Reply.of(refusal, Content.of("{\"error\":\"Unauthorized\"}"));
    }

    @Override
    public void close() {
        site.close();
        store.close();
    }
}
