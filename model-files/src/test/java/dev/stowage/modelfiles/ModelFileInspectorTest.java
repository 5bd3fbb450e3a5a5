package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.FileInspector.ByteSource;
import dev.stowage.spi.Inspection;
import dev.stowage.spi.StowageException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFileInspectorTest {
    private static final String PICKLE = "\u0080\2}q\0.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html>| html | a web page",
                "'  <HTML lang=en>' | html | a web page",
                "<!-- x --><html> | html | a web page",
                "<?xml version=\"1.0\"?><Error> | xml | an XML text",
                "{\"error\":\"Unauthorized\"} | json | a JSON text",
                "Invalid username or password. | text | plain text",
                "version https://git-lfs.github.com/spec/v1 "
                        + "| git-lfs-pointer | a Git LFS pointer instead of the file itself",
                "GGUF | gguf | a GGUF file",
                "GIF89a | image | a picture",
                "%PDF-1.7 | pdf | a PDF document",
                "BZh91AY | archive | an archive",
            })
    void namesWhatSomethingElseContains(String content, String format, String noun) throws Exception {
        Inspection inspection = inspect("a.SafeTensors", content + "      ");
        assertEquals(format, inspection.format().orElse(""));
        assertEquals(
                "content_not_as_named: Named a.SafeTensors, but contains " + noun + ".",
                told(inspection).get(0));
        assertTrue(inspection.findings().get(0).blocking());
    }

    @Test
    void warnsOfPicklesUnderAnyName() throws Exception {
        String danger = "a Python pickle, which can run any program on the computer that loads it.";
        assertTold(inspect("a.ckpt", PICKLE), "unsafe_format: a.ckpt is " + danger);
        assertTold(
                inspect("a.safetensors", PICKLE),
                "content_not_as_named: Named a.safetensors, but contains a Python pickle.",
                "unsafe_format: a.safetensors is " + danger);
        assertTold(inspect("a", PICKLE), "unsafe_format: a is " + danger);
        assertTold(inspect("a.pt", "(dp0\nS'a'\n."), "unsafe_format: a.pt may hold " + danger);
        assertTold(inspect("a.bin", "\0\1\2\3"), "unsafe_format: a.bin may hold " + danger);
        assertEquals("pickle", inspect("a.ckpt", PICKLE).format().orElse(""));
    }

    @Test
    void warnsOfPicklesInArchives() throws Exception {
        String danger = " a Python pickle, which can run any program on the computer that loads it.";
        byte[] torch = Zips.of("archive/data.pkl", "archive/data/0");
        assertTold(inspect("a.pt", torch), "unsafe_format: a.pt may hold" + danger);
        assertTold(inspect("a.zip", torch), "unsafe_format: a.zip holds" + danger);
        assertTold(
                inspect("a.safetensors", torch),
                "content_not_as_named: Named a.safetensors, but contains a zip archive.",
                "unsafe_format: a.safetensors holds" + danger);
        assertEquals("pickle", inspect("a.zip", torch).format().orElse(""));
        assertEquals(ModelType.UNKNOWN, inspect("a.zip", torch).type());
    }

    @Test
    void takesAnHonestArchiveAsSuch() throws Exception {
        Inspection inspection = inspect("a.zip", Zips.of("readme.txt", "a.safetensors"));
        assertTold(inspection);
        assertEquals("zip", inspection.format().orElse(""));
        assertEquals(ModelType.ARCHIVE, inspection.type());
    }

    @Test
    void noticesAnArchiveThatIsCutOff() throws Exception {
        byte[] archive = Zips.of("readme.txt", "a.safetensors");
        assertTold(
                inspect("a.zip", Arrays.copyOf(archive, archive.length - 1)),
                "container_broken: a.zip is a broken zip archive: "
                        + "its directory is missing, as when its end was cut off.");
    }

    @Test
    void warnsOfPrograms() throws Exception {
        String program = " is a program, which can do anything on the computer that starts it.";
        assertTold(
                inspect("a.gguf", "\u007fELF\2\1\1"),
                "content_not_as_named: Named a.gguf, but contains a program.",
                "unsafe_format: a.gguf" + program);
        assertTold(inspect("a.safetensors.exe", "MZ\u0090\0"), "unsafe_format: a.safetensors.exe" + program);
    }

    @Test
    void saysWhatIsWrongWithBrokenContainers() throws Exception {
        SampleFile safetensors = SampleSafetensors.of(Map.of("a", new long[] {8}));
        assertTold(
                inspect("a.sft", safetensors.withLength(safetensors.length() - 2)),
                "container_broken: a.sft is a broken safetensors file: it is cut off 2 bytes before its end.");
        assertTold(
                inspect("a.safetensors", "\0\0\0\0\0\0\0\0\0\0"),
                "container_broken: a.safetensors is a broken safetensors file: its header is not a JSON object.");
        assertTold(
                inspect("a.safetensors", ""),
                "container_broken: a.safetensors is a broken safetensors file: it ends before its header does.");
        assertTold(
                inspect("a.gguf", "GGML\1\0\0\0"),
                "container_broken: a.gguf is a broken GGUF file: it does not begin as one.");
    }

    @Test
    void keepsControlCharactersOutOfSentences() throws Exception {
        String sentence =
                inspect("a\u202e\n\u001b.pt", PICKLE).findings().get(0).sentence();
        assertTrue(sentence.startsWith("a\uFFFD\uFFFD\uFFFD.pt is a Python pickle"), sentence);
    }

    @Test
    void findsNothingWrongWithHonestFiles() throws Exception {
        assertTold(inspect("a.safetensors", SampleSafetensors.ofSeed(1, 9)));
        assertTold(inspect("a.gguf", SampleGguf.ofSeed(1, 9)));
        assertTold(inspect("a.png", "\u0089PNG\r\n\u001a\n"));
        assertTold(inspect("a.json", " {\"a\": 1}"));
        assertTold(inspect("a.yaml", "model: 1\n"));
        assertTold(inspect("a.onnx", "\10\7\22\7pytorch"));
        assertEquals(Inspection.CANNOT_TELL, inspect("a", "\0\1\2\3"));
    }

    @Test
    void flagsAGoodFileUnderAnotherFormatsName() throws Exception {
        SampleFile file = SampleSafetensors.ofSeed(1, 9);
        Inspection inspection = inspect("a.ckpt", file);
        assertTold(inspection, "content_not_as_named: Named a.ckpt, but contains a safetensors file.");
        assertTrue(inspection.provesLength());
    }

    @Test
    void recognisesSafetensorsWhoseLengthLooksLikeSomethingElse() throws Exception {
        // 640 bytes of header begin with the bytes of a pickle.
        byte[] header = SampleSafetensors.header("{}" + " ".repeat(638));
        assertEquals(0x80, header[0] & 0xFF);
        assertEquals(2, header[1]);
        assertTold(inspect("a.safetensors", SampleFile.of(header)));
    }

    @Test
    void leavesOpenWhatIsNotAtHand() throws Exception {
        SampleFile file = SampleSafetensors.ofSeed(3, 20_000);
        ByteSource firstPiece = new ByteSource() {
            @Override
            public OptionalLong size() {
                return file.size();
            }

            @Override
            public byte[] read(long offset, int length) {
                return offset >= 256 << 10 ? new byte[0] : file.read(offset, length);
            }
        };
        Inspection inspection = new ModelFileInspector().inspect("a.safetensors", firstPiece);
        assertTold(inspection);
        assertEquals("safetensors", inspection.format().orElse(""));
        assertFalse(inspection.provesLength());
    }

    @Test
    void passesOnTheFailureOfItsSource() {
        StowageException failure = new CancelledException();
        ByteSource failing = new ByteSource() {
            @Override
            public OptionalLong size() {
                return OptionalLong.of(100);
            }

            @Override
            public byte[] read(long offset, int length) throws StowageException {
                throw failure;
            }
        };
        ModelFileInspector inspector = new ModelFileInspector();
        assertSame(failure, assertThrows(StowageException.class, () -> inspector.inspect("a", failing)));
    }

    private static Inspection inspect(String name, String content) throws StowageException {
        return inspect(name, content.getBytes(ISO_8859_1));
    }

    private static Inspection inspect(String name, byte[] content) throws StowageException {
        return inspect(name, SampleFile.of(content));
    }

    private static Inspection inspect(String name, SampleFile file) throws StowageException {
        return new ModelFileInspector().inspect(name, file);
    }

    private static List<String> told(Inspection inspection) {
        return inspection.findings().stream()
                .map(finding -> finding.code() + ": " + finding.sentence())
                .toList();
    }

    private static void assertTold(Inspection inspection, String... sentences) {
        assertEquals(List.of(sentences), told(inspection));
        assertTrue(inspection.findings().stream().allMatch(Finding::blocking));
    }
}
