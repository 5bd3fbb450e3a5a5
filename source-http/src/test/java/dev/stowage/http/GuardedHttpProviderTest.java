package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeProviderContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedHttpProviderTest {
    @TempDir
    private Path folder;

    @Test
    void isFoundAndCreatesWithDefaultsAlone() throws Exception {
        Provider<?> found = ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> (Provider<?>) provider)
                .filter(provider -> provider.id().equals("okhttp"))
                .findFirst()
                .orElseThrow();
        assertEquals(HttpGateway.class, found.port());
        GuardedHttp http = assertInstanceOf(GuardedHttp.class, found.create(context()));
        assertEquals(Duration.ofSeconds(10), http.settings().connect());
        assertEquals(Duration.ofSeconds(30), http.settings().answer());
        assertEquals(Duration.ofSeconds(30), http.settings().stall());
        assertTrue(http.settings().userAgent().startsWith("Stowage/"));
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "2m, 120000", "500ms, 500", "PT1.5S, 1500", "1h, 3600000", "0.3s, 300", "' 5S ', 5000"})
    void readsDurationsAsPeopleWriteThem(String text, long millis) throws Exception {
        HttpSettings settings = HttpSettings.of(context().set("stall-timeout", text));
        assertEquals(Duration.ofMillis(millis), settings.stall());
    }

    @ParameterizedTest
    @CsvSource({
        "connect-timeout, 0s",
        "connect-timeout, -5s",
        "answer-timeout, 30",
        "answer-timeout, soon",
        "answer-timeout, ''",
        "stall-timeout, 25h",
        "stall-timeout, 99999999999999999999s",
        "allowed-addresses, localhost",
        "allowed-addresses, 10.0.0.0/33",
        "user-agent, ''",
        "user-agent, a\tb",
    })
    void refusesWhatCannotBeMeant(String key, String value) {
        StowageException refused = assertThrows(
                StowageException.class, () -> HttpSettings.of(context().set(key, value)));
        assertEquals(Codes.BAD_CONFIG, refused.problem().code());
        assertTrue(refused.problem().message().contains(key), refused.problem().message());
    }

    private FakeProviderContext context() {
        return new FakeProviderContext(new GuardedHttpProvider(), folder);
    }
}
