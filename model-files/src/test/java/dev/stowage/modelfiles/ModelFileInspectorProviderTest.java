package dev.stowage.modelfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.spi.FileInspector;
import dev.stowage.spi.Provider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ModelFileInspectorProviderTest {
    @Test
    void isFoundByServiceLoader() {
        ServiceLoader<?> services = ServiceLoader.load(Provider.class);
        assertTrue(services.stream().anyMatch(found -> found.type() == ModelFileInspectorProvider.class));
    }

    @Test
    void providesTheInspector() {
        ModelFileInspectorProvider provider = new ModelFileInspectorProvider();
        assertEquals(FileInspector.class, provider.port());
        assertEquals("model-files", provider.id());
        assertTrue(provider.settings().isEmpty());
    }
}
