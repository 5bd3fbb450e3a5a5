package dev.stowage.huggingface;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * The HuggingFace Hub, as {@code huggingface}: repository ids and pages, links to files and folders, {@code hf://} URIs.
 *
 * <p>With the setting {@code endpoint} another server that speaks the same protocol takes the Hub's place: links to exactly that origin
 * are recognised instead, and the token for this source belongs to it alone.
 *
 * @since 0.1
 */
public final class HuggingFaceProvider implements Provider<SourceResolver> {
    static final String ID = "huggingface";
    private static final String ENDPOINT = "endpoint";

    @Override
    public Class<SourceResolver> port() {
        return SourceResolver.class;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.withDefault(
                ENDPOINT, "The server that is asked: scheme, host and port, without a path.", Endpoint.DEFAULT));
    }

    @Override
    public SourceResolver create(ProviderContext context) throws StowageException {
        Endpoint endpoint = Endpoint.of(context.setting(ENDPOINT).orElse(Endpoint.DEFAULT));
        return new HuggingFaceResolver(endpoint, context.http());
    }
}
