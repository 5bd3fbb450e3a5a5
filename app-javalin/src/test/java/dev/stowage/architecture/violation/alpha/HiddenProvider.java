package dev.stowage.architecture.violation.alpha;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;

/** Breaks: providers can be found. */
public final class HiddenProvider implements Provider<Runnable> {
    private HiddenProvider() {}

    @Override
    public Class<Runnable> port() {
        return Runnable.class;
    }

    @Override
    public String id() {
        return "hidden";
    }

    @Override
    public Runnable create(ProviderContext context) {
        return () -> {};
    }
}
