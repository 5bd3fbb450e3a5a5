package dev.stowage.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.spi.Provider;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.SourceResolver.Match;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeHttpGateway;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceProviderTest {
    @TempDir
    private Path folder;

    @Test
    void isFound() {
        Provider<?> found = ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> (Provider<?>) provider)
                .filter(provider -> provider.id().equals("huggingface"))
                .findFirst()
                .orElseThrow();
        assertEquals(SourceResolver.class, found.port());
    }

    @Test
    void asksTheHubItselfUnlessToldOtherwise() throws StowageException {
        SourceResolver hub = new HuggingFaceProvider().create(context());
        assertEquals(List.of(new Origin("https", "huggingface.co", 443)), hub.tokenOrigins());
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/, https://huggingface.co",
        "https://hf.co, https://huggingface.co",
        "' https://mirror.example.org/ ', https://mirror.example.org",
        "http://127.0.0.1:9000, http://127.0.0.1:9000",
        "HTTPS://Mirror.Example.org:8443, https://mirror.example.org:8443",
    })
    void bindsTheTokenToTheServerThatIsAsked(String setting, String origin) throws StowageException {
        SourceResolver resolver = new HuggingFaceProvider().create(context().set("endpoint", setting));
        assertEquals(
                List.of(origin),
                resolver.tokenOrigins().stream().map(Origin::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "huggingface.co",
                "ftp://huggingface.co",
                "https://huggingface.co/mirror",
                "https://user@huggingface.co",
                "https://huggingface.co?x=1",
                "https://huggingface.co#x",
                "https://",
                "https://host:99999",
                "no address",
            })
    void refusesAnEndpointThatCannotBeMeant(String setting) {
        Problem problem = assertThrows(
                        StowageException.class,
                        () -> new HuggingFaceProvider().create(context().set("endpoint", setting)))
                .problem();
        assertEquals(Codes.BAD_CONFIG, problem.code());
    }

    @ParameterizedTest
    @CsvSource({
        "org/name, LIKELY",
        "https://huggingface.co/org/name, CERTAIN",
        "hf.co/org/name, CERTAIN",
        "hf://org/name, CERTAIN",
        "https://huggingface.co/org/name/settings, CERTAIN",
        "https://huggingface.co, CERTAIN",
        "hf://gpt2, CERTAIN",
        "https://example.org/org/name, NO",
        "gpt2, NO",
    })
    void claimsWhatItKnows(String text, Match strength) throws StowageException {
        SourceResolver hub = new HuggingFaceProvider().create(context());
        assertEquals(strength, hub.match(new Reference(text)));
    }

    @Test
    void leavesThePathsOfANeighbourOnTheSameServerAlone() throws StowageException {
        SourceResolver mirror = new HuggingFaceProvider().create(context().set("endpoint", "http://127.0.0.1:9000"));
        assertEquals(Match.CERTAIN, mirror.match(new Reference("http://127.0.0.1:9000/org/name")));
        assertEquals(Match.NO, mirror.match(new Reference("http://127.0.0.1:9000/models/4384/dreamshaper")));
        assertEquals(Match.NO, mirror.match(new Reference("http://127.0.0.1:9000/api/download/models/128713")));
        assertEquals(Match.NO, mirror.match(new Reference("https://huggingface.co/org/name")));
    }

    private FakeProviderContext context() {
        return new FakeProviderContext(new HuggingFaceProvider(), folder).http(new FakeHttpGateway());
    }
}
