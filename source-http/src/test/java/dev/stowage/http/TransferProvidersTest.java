package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Provider;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferProvidersTest {
    @TempDir
    private Path folder;

    @Test
    void areFoundByTheirIds() {
        Map<String, String> found = ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> (Provider<?>) provider)
                .collect(Collectors.toMap(
                        Provider::id, provider -> provider.port().getSimpleName()));
        assertEquals("Downloader", found.get("segmented"));
        assertEquals("SourceResolver", found.get("direct"));
    }

    @Test
    void createWithDefaultsAlone() throws Exception {
        try (Gateway gateway = Gateway.onLoopback()) {
            assertInstanceOf(
                    SegmentedDownloader.class,
                    new SegmentedDownloaderProvider().create(context().http(gateway.http())));
        }
        DirectUrlResolverProvider direct = new DirectUrlResolverProvider();
        assertInstanceOf(DirectUrlResolver.class, direct.create(new FakeProviderContext(direct, folder)));
    }

    @ParameterizedTest
    @CsvSource({
        "largest-file, many",
        "largest-file, 0",
        "slow-timeout, soon",
        "slow-timeout, 0s",
        "connections, 0",
        "connections, 17",
        "connections, all"
    })
    void refuseSettingsThatCannotBeMeant(String key, String value) {
        FakeProviderContext context = context().set(key, value);
        Problem problem = assertThrows(StowageException.class, () -> new SegmentedDownloaderProvider().create(context))
                .problem();
        assertEquals(Codes.BAD_CONFIG, problem.code());
        assertTrue(problem.what().contains(key), problem.what());
    }

    private FakeProviderContext context() {
        return new FakeProviderContext(new SegmentedDownloaderProvider(), folder);
    }
}
