package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.Secret;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedHttpProviderTest {
    @Test
    void isFoundAndCreatesWithDefaultsAlone() throws Exception {
        Provider<?> found = ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> (Provider<?>) provider)
                .filter(provider -> provider.id().equals("okhttp"))
                .findFirst()
                .orElseThrow();
        assertEquals(HttpGateway.class, found.port());
        GuardedHttp http = assertInstanceOf(GuardedHttp.class, found.create(new Context(Map.of())));
        assertEquals(Duration.ofSeconds(10), http.settings().connect());
        assertEquals(Duration.ofSeconds(30), http.settings().answer());
        assertEquals(Duration.ofSeconds(30), http.settings().stall());
        assertTrue(http.settings().userAgent().startsWith("Stowage/"));
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "2m, 120000", "500ms, 500", "PT1.5S, 1500", "1h, 3600000", "0.3s, 300", "' 5S ', 5000"})
    void readsDurationsAsPeopleWriteThem(String text, long millis) throws Exception {
        HttpSettings settings = HttpSettings.of(new Context(Map.of("stall-timeout", text)));
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
        StowageException refused =
                assertThrows(StowageException.class, () -> HttpSettings.of(new Context(Map.of(key, value))));
        assertEquals(Codes.BAD_CONFIG, refused.problem().code());
        assertTrue(refused.problem().message().contains(key), refused.problem().message());
    }

    private record Context(Map<String, String> given) implements ProviderContext {
        @Override
        public Optional<String> setting(String key) {
            Setting declared = new GuardedHttpProvider()
                    .settings().stream()
                            .filter(setting -> setting.key().equals(key))
                            .findFirst()
                            .orElseThrow();
            return Optional.ofNullable(given.get(key)).or(declared::defaultValue);
        }

        @Override
        public Optional<Secret> secret(String key) {
            throw new IllegalArgumentException(key);
        }

        @Override
        public HttpGateway http() {
            throw new IllegalStateException();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public ThreadFactory threads() {
            throw new IllegalStateException();
        }

        @Override
        public Path stateFolder() {
            throw new IllegalStateException();
        }

        @Override
        public <S> Optional<S> shared(Class<S> type) {
            return Optional.empty();
        }
    }
}
