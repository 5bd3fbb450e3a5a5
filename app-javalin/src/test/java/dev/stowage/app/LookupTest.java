package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Download;
import dev.stowage.model.Problem;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LookupTest {
    private static final Download STYLE =
            Samples.in(Status.PAUSED, "01JD3KX9ZQ7M2Q4R5S6T7V8W9X").build();
    private static final Download DONE =
            Samples.in(Status.COMPLETED, "01JD3KX9ZP7M2Q4R5S6T7V8W9X").build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01JD3KX9ZQ7M2Q4R5S6T7V8W9X",
                "01JD3KX9ZQ",
                "01jd3kx9zq7m",
                "01JD",
                "https://example.org/style.safetensors",
                "https://example.org/style.safetensors#there",
                "style.safetensors"
            })
    void findsWhatIsMeant(String text) throws StowageException {
        assertEquals(STYLE, new Lookup(new KeptDownloads(List.of(STYLE))).one(text));
    }

    @Test
    void findsAPlacedFileByItsPath() throws StowageException {
        assertEquals(DONE, new Lookup(new KeptDownloads(List.of(DONE))).one("/models/loras/style.safetensors"));
    }

    @Test
    void ofSeveralWithOneReferenceItIsTheUnfinishedOne() throws StowageException {
        assertEquals(
                STYLE,
                new Lookup(new KeptDownloads(List.of(STYLE, DONE)))
                        .one(STYLE.reference().text()));
    }

    @Test
    void severalCandidatesAreNamed() {
        Download other =
                Samples.in(Status.COMPLETED, "01JD3KX9ZN7M2Q4R5S6T7V8W9X").build();
        Problem problem = refused(List.of(DONE, other), "style.safetensors");
        assertEquals(2, problem.kind().exitCode());
        assertTrue(problem.message().contains(DONE.id() + " (style.safetensors, completed)"), problem.message());
        assertTrue(problem.message().contains(other.id().text()), problem.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01J", "01JD3KX9ZR", "safetensors", "https://example.org/other", "", "/", "%"})
    void whatIsUnknownIsThreeAndSaysWhereToLook(String text) {
        Problem problem = refused(List.of(STYLE), text);
        assertEquals(3, problem.kind().exitCode());
        assertTrue(problem.message().endsWith("run: stowage ls --all"), problem.message());
    }

    @Test
    void aSecretInAReferenceIsNotRepeated() {
        assertFalse(refused(List.of(), "https://example.org/file?token=abcdef")
                .message()
                .contains("abcdef"));
    }

    @Test
    void aRecentDownloadIsFoundWithoutReadingAllOfThem() throws StowageException {
        List<Download> many = IntStream.range(0, 5_000)
                .mapToObj(i -> Samples.in(Status.PAUSED, String.format("01JD3KX%019d", 9_999 - i))
                        .build())
                .toList();
        KeptDownloads downloads = new KeptDownloads(many);
        assertEquals(
                many.get(700),
                new Lookup(downloads).one(many.get(700).id().text().substring(0, 25) + "9"));
        assertTrue(downloads.pages() <= 3, "read " + downloads.pages() + " pages");
    }

    private static Problem refused(List<Download> downloads, String text) {
        return assertThrows(StowageException.class, () -> new Lookup(new KeptDownloads(downloads)).one(text))
                .problem();
    }
}
