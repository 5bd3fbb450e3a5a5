package dev.stowage.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Reference;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class FakeSourceContractTest extends SourceResolverContract {
    @Override
    protected SourceResolver create(HttpGateway http) {
        return new FakeSource("fake")
                .with("model.bin", "bytes".getBytes(UTF_8))
                .with("pair", Map.of("a.bin", new byte[1], "日本 🦊.bin", new byte[2]));
    }

    @Override
    protected String id() {
        return "fake";
    }

    @Override
    protected List<String> pasted() {
        return List.of("fake:model.bin", "fake:pair");
    }

    @Override
    protected Optional<Reference> missing() {
        return Optional.of(new Reference("fake:missing"));
    }

    @Override
    protected void record(FakeHttpGateway recording) {}
}
