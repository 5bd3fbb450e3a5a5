package dev.stowage.modelfiles;

import dev.stowage.spi.FileInspector;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;

/**
 * Provides the {@link FileInspector} that knows safetensors, GGUF, zip and pickle; it has no settings, and its inspector may be used by
 * several threads at once.
 *
 * @since 0.1
 */
public final class ModelFileInspectorProvider implements Provider<FileInspector> {
    @Override
    public Class<FileInspector> port() {
        return FileInspector.class;
    }

    @Override
    public String id() {
        return "model-files";
    }

    @Override
    public FileInspector create(ProviderContext context) {
        return new ModelFileInspector();
    }
}
