package dev.stowage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FileKey;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.SourceResolver.Match;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectUrlResolverTest {
    private final DirectUrlResolver direct = new DirectUrlResolver();
    private final FakeCall call = FakeCall.local();

    @Test
    void takesWebAddressesThatNobodyElseWants() {
        assertEquals(Match.FALLBACK, direct.match(new Reference("https://example.org/a.safetensors")));
        assertEquals(Match.FALLBACK, direct.match(new Reference("HTTP://example.org")));
        for (String other : new String[] {"ftp://example.org/a", "https:///a", "12345", "owner/model", "https://"}) {
            assertEquals(Match.NO, direct.match(new Reference(other)), other);
        }
    }

    @Test
    void namesTheFileAfterItsAddress() throws StowageException {
        Resolution.Found found = found("https://example.org/models/My%20Model.SafeTensors?download=true");
        RemoteFile file = found.files().get(0);
        assertEquals("My Model", found.model().name());
        assertEquals("My Model.SafeTensors", file.name());
        assertEquals(Optional.of("safetensors"), file.format());
        assertTrue(file.nameProvisional());
        assertEquals(
                new FileKey("direct", "https://example.org/models/My%20Model.SafeTensors?download=true"), file.key());
    }

    @Test
    void leavesTheNameOpenWhenTheAddressHasNone() throws StowageException {
        for (String nameless : new String[] {"", "/", "/models/", "/..%2f..%2fetc%2fpasswd", "/%00"}) {
            Resolution.Found found = found("https://example.org" + nameless);
            assertEquals("", found.files().get(0).name(), nameless);
            assertEquals("example.org", found.model().name(), nameless);
        }
    }

    @Test
    void findsTheBytesWhereTheKeySays() throws StowageException {
        FileKey key = found("https://example.org/a b.bin").files().get(0).key();
        assertEquals(
                "https://example.org/a%20b.bin",
                direct.locate(key, call).address().toString());
        assertEquals(
                Codes.BAD_REFERENCE,
                assertThrows(StowageException.class, () -> direct.locate(new FileKey("direct", "file:///etc"), call))
                        .problem()
                        .code());
    }

    @Test
    void refusesAnAddressThatEncodingMakesTooLong() {
        StowageException refused =
                assertThrows(StowageException.class, () -> found("https://example.org/" + "\u00E4".repeat(8_000)));
        assertEquals(Codes.BAD_REFERENCE, refused.problem().code());
    }

    private Resolution.Found found(String reference) throws StowageException {
        return assertInstanceOf(Resolution.Found.class, direct.resolve(new Reference(reference), call));
    }
}
