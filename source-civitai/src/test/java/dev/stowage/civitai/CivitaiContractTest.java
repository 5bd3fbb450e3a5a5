package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Reference;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.fake.FakeHttpGateway;
import dev.stowage.tck.fake.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class CivitaiContractTest extends SourceResolverContract {
    private static final String API = "https://civitai.com/api/v1/";
    private static final String RED = "https://civitai.red/api/v1/";

    @Override
    protected SourceResolver create(HttpGateway http) throws Exception {
        Site site = Site.at(Site.PUBLIC_ADDRESS);
        return new CivitaiResolver(
                site, new CivitaiApi(http, site), ManualClock.startingAt(Instant.parse("2026-11-01T00:00:00Z")));
    }

    @Override
    protected String id() {
        return "civitai";
    }

    @Override
    protected List<String> pasted() {
        return List.of(
                "https://civitai.com/models/4384/dreamshaper",
                "https://civitai.com/models/4201?modelVersionId=130072",
                "https://civitai.com/api/download/models/1957126?token=pasted-secret",
                "https://civitai.com/api/v1/model-versions/130072",
                "urn:air:sd1:lora:civitai:7984@9413",
                "15012C538F503CE2EBFC2C8547B268C75CCDAFF7A281DB55399940FF1D70E21D");
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("pasted-secret");
    }

    @Override
    protected Optional<Reference> missing() {
        return Optional.of(new Reference("https://civitai.com/model-versions/404"));
    }

    @Override
    protected void record(FakeHttpGateway web) {
        web.json(API + "models/4384", recorded("model-4384-dreamshaper-diffusers-lcm-inpainting-2024"))
                .json(API + "models/4201", recorded("model-4201-realistic-vision-2026-07"))
                .json(API + "models/7984", recorded("model-7984-lora-sd15-2024"))
                .json(API + "model-versions/1957126", recorded("version-1957126-gguf-linked-vae-2026"))
                .json(API + "model-versions/130072", recorded("version-130072-four-files-2026"))
                .json(
                        API + "model-versions/by-hash/15012C538F503CE2EBFC2C8547B268C75CCDAFF7A281DB55399940FF1D70E21D",
                        recorded("version-130072-four-files-2026"));
        for (String front : List.of(API, RED)) {
            web.status(front + "models/1338204", 404)
                    .status(front + "model-versions/404", 404)
                    .status(front + "model-versions/mini/404", 404);
        }
    }

    private static String recorded(String name) {
        return new String(Recordings.bytes(name), UTF_8);
    }
}
