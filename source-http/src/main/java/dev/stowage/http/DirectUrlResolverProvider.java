package dev.stowage.http;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.SourceResolver;

/**
 * Any http or https URL that returns a file, as {@code direct}. It claims a reference only when no other source does.
 *
 * @since 0.1
 */
public final class DirectUrlResolverProvider implements Provider<SourceResolver> {
    @Override
    public Class<SourceResolver> port() {
        return SourceResolver.class;
    }

    @Override
    public String id() {
        return DirectUrlResolver.ID;
    }

    @Override
    public SourceResolver create(ProviderContext context) {
        return new DirectUrlResolver();
    }
}
