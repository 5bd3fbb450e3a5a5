package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** The hub runs in programs that have no test framework. */
final class WithoutTestFrameworkTest {
    private static final String HUB = "dev.stowage.tck.hub.";

    @Test
    void theHubStartsAndAnswersWithNothingButItsOwnClasses() throws Exception {
        URL own = PracticeHub.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {own}, platform)) {
            Class<?> models = alone.loadClass(HUB + "DemoModels");
            Object demo = models.getMethod("ofSize", long.class).invoke(null, 1L << 20);
            Class<?> hubClass = alone.loadClass(HUB + "PracticeHub");
            Object builder = hubClass.getMethod("builder").invoke(null);
            Object filled = models.getMethod("addTo", builder.getClass()).invoke(demo, builder);
            try (AutoCloseable hub =
                    (AutoCloseable) builder.getClass().getMethod("start").invoke(filled)) {
                Object endpoint = hubClass.getMethod("civitaiEndpoint").invoke(hub);
                Web web = new Web();
                assertEquals(200, web.get(endpoint + "/api/v1/models/4101").status());
                assertEquals(
                        200,
                        web.get(endpoint + "/api/models/practice/comet-lora?blobs=true")
                                .status());
                assertEquals(
                        302,
                        web.get(endpoint + "/practice/comet-lora/resolve/main/comet.safetensors")
                                .status());
            }
        }
    }
}
