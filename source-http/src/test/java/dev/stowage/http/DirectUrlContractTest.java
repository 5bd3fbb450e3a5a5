package dev.stowage.http;

import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.util.List;
import java.util.Set;

class DirectUrlContractTest extends SourceResolverContract {
    @Override
    protected SourceResolver create(HttpGateway http) {
        return new DirectUrlResolver();
    }

    @Override
    protected String id() {
        return "direct";
    }

    @Override
    protected List<String> pasted() {
        return List.of(
                "https://example.test/models/a.safetensors",
                "<HTTP://Example.Test:8080/b c.gguf?token=canary-1#x>",
                "https://example.test");
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("canary-1");
    }

    @Override
    protected void record(FakeHttpGateway recording) {
        // It asks nobody.
    }
}
