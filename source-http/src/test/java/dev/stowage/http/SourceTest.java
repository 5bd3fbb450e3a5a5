package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.FetchTarget;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Addresses come in generations. */
class SourceTest {
    private static final String ADDRESS = "https://files.test/a.bin";
    private static final RangeAnswer.Asked ALL = new RangeAnswer.Asked(0, OptionalLong.empty(), true, false);

    private final FakeHttpGateway http = new FakeHttpGateway();
    private final Source source =
            new Source(List.of(call -> FetchTarget.at(URI.create(ADDRESS))), http, Clock.systemUTC());

    @Test
    void bytesOfAnOldAddressSayNothingOfOneThatIsStillAskedFor() throws Exception {
        http.reply(ADDRESS, 206, Map.of(), new byte[1]);
        Located old = opened();
        assertTrue(source.renew(old));
        source.progressed(old);
        http.status(ADDRESS, 403);
        assertTrue(source.renew(opened()), "a new address that is refused at once is not the last one");
        assertTrue(source.renew(opened()));
        assertFalse(source.renew(opened()));
        assertTrue(source.renewed());
    }

    private Located opened() throws StowageException {
        try (Answered answer = source.open(ALL, Validators.NONE, FakeCall.local())) {
            return answer.where();
        }
    }
}
