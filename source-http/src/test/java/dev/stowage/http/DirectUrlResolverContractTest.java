package dev.stowage.http;

import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.util.List;
import java.util.Set;

final class DirectUrlResolverContractTest extends SourceResolverContract {
    @Override
    protected SourceResolver create(HttpGateway http) {
        return new DirectUrlResolver();
    }

    @Override
    protected String id() {
        return DirectUrlResolver.ID;
    }

    @Override
    protected List<String> pasted() {
        return List.of(
                "https://example.test/models/My%20Model.safetensors",
                "  <http://example.test:8080/a b?version=2&token=pasted-secret#files>",
                "https://cdn.example.test/x.gguf?X-Amz-Expires=60&X-Amz-Signature=signed-by-cdn",
                "https://example.test/");
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("pasted-secret", "signed-by-cdn");
    }

    /** It asks nobody. */
    @Override
    protected void record(FakeHttpGateway recording) {}
}
