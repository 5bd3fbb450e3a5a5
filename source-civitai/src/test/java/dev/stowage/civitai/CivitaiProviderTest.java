package dev.stowage.civitai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.spi.Provider;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeHttpGateway;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CivitaiProviderTest {
    private final CivitaiProvider provider = new CivitaiProvider();

    @TempDir
    Path folder;

    @Test
    void isFoundByServiceLoader() {
        ServiceLoader<?> services = ServiceLoader.load(Provider.class);
        assertTrue(services.stream().anyMatch(found -> found.type() == CivitaiProvider.class));
        assertEquals("civitai", provider.id());
        assertEquals(SourceResolver.class, provider.port());
    }

    @Test
    void goesToThePublicSiteUnlessToldOtherwise() throws StowageException {
        SourceResolver usual = provider.create(context());
        assertEquals(SourceResolver.Match.CERTAIN, usual.match(new Reference("https://civitai.red/models/1")));
        SourceResolver own = provider.create(context().set("endpoint", "https://models.example.org:8443/"));
        assertEquals(List.of(new Origin("https", "models.example.org", 8443)), own.tokenOrigins());
        assertEquals(SourceResolver.Match.NO, own.match(new Reference("https://civitai.com/models/1")));
        assertEquals(
                SourceResolver.Match.CERTAIN, own.match(new Reference("https://models.example.org:8443/models/1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "civitai.com",
                "ftp://civitai.com",
                "https://civitai.com/api/v1",
                "https://civitai.com?x=y",
                "https://user@civitai.com",
                "https://",
                "https://civitai com"
            })
    void refusesAnEndpointThatIsNoSite(String endpoint) {
        StowageException failure = assertThrows(
                StowageException.class, () -> provider.create(context().set("endpoint", endpoint)));
        assertEquals(Codes.BAD_CONFIG, failure.problem().code());
    }

    private FakeProviderContext context() {
        return new FakeProviderContext(provider, folder).http(new FakeHttpGateway());
    }
}
