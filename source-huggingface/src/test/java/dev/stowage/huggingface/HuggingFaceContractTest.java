package dev.stowage.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Reference;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class HuggingFaceContractTest extends SourceResolverContract {
    private static final String API = Site.HUB + "/api/models/";

    @Override
    protected SourceResolver create(HttpGateway http) {
        return new HuggingFaceResolver(Site.endpoint(Site.HUB), http);
    }

    @Override
    protected String id() {
        return "huggingface";
    }

    @Override
    protected List<String> pasted() {
        return List.of(
                "stabilityai/sdxl-turbo",
                "https://huggingface.co/stabilityai/sdxl-turbo",
                "https://huggingface.co/stabilityai/sdxl-turbo/blob/main/sd_xl_turbo_1.0_fp16.safetensors?token=SECRET-1",
                "https://huggingface.co/org/name",
                "hf://org/name@main");
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("SECRET-1", "signed-by-cdn", "secret-of-the-author");
    }

    @Override
    protected void record(FakeHttpGateway recording) {
        String described = Site.described(
                "\"cardData\":{\"widget\":[{\"text\":\"a fox\",\"output\":{\"url\":"
                        + "\"https://cdn.example.org/a.png?Signature=signed-by-cdn&token=secret-of-the-author\"}}]}",
                "a.safetensors",
                "b/a.safetensors");
        recording
                .json(API + "stabilityai/sdxl-turbo?blobs=true", Recordings.SDXL_TURBO)
                .json(API + "stabilityai/sdxl-turbo/revision/main?blobs=true", Recordings.SDXL_TURBO)
                .reply(
                        Site.HUB + "/stabilityai/sdxl-turbo/resolve/" + Site.COMMIT + "/README.md",
                        200,
                        Map.of(),
                        "---\nlicense: other\n---\n# SDXL-Turbo".getBytes(UTF_8))
                .json(API + "org/name?blobs=true", described)
                .json(API + "org/name/revision/main?blobs=true", described)
                .reply(API + "org/missing?blobs=true", 404, Map.of("X-Error-Code", "RepoNotFound"), new byte[0]);
    }

    @Override
    protected Optional<Reference> missing() {
        return Optional.of(new Reference("org/missing"));
    }
}
