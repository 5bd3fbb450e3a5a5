package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileMappingTest {
    @Test
    void describesARecordedFile() throws StowageException {
        RemoteFile file = recommended(recorded("version-130072-four-files-2026"));
        assertEquals("civitai:130072/94298", file.key().toString());
        assertEquals("realisticVisionV60B1_v51VAE_94298.safetensors", file.name());
        assertEquals(OptionalLong.of(2_132_625_894L), file.sizeBytes());
        assertEquals(
                Map.of(HashAlgorithm.SHA256, "15012c538f503ce2ebfc2c8547b268c75ccdaff7a281db55399940ff1d70e21d"),
                file.published());
        assertEquals(Optional.of("safetensors"), file.format());
        assertEquals(Optional.of("fp16"), file.precision());
        assertEquals(Optional.empty(), file.type());
    }

    @Test
    void recommendsExactlyOneFileOfEveryRecordedVersion() throws StowageException {
        for (Release release : Recordings.releases()) {
            List<RemoteFile> files = mapped(release, Selection.RECOMMENDED);
            assertEquals(1, files.stream().filter(RemoteFile::recommended).count(), release::what);
            assertEquals(
                    files.size(), files.stream().map(RemoteFile::key).distinct().count(), release::what);
            assertEquals(
                    files.size(),
                    files.stream().map(RemoteFile::name).distinct().count(),
                    release::what);
        }
    }

    @Test
    void keepsTheNameOfTheRecommendedFileAmongFilesOfOneName() throws StowageException {
        List<RemoteFile> files = files("""
                {"id": 1, "name": "a.safetensors"}, {"id": 2, "name": "a.safetensors", "primary": true},
                {"id": 3, "name": "a.ckpt"}, {"id": 4, "name": "a.safetensors"}""");
        assertEquals(
                List.of("a_1.safetensors", "a.safetensors", "a.ckpt", "a_4.safetensors"),
                files.stream().map(RemoteFile::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Model, SafeTensor, '', safetensors",
        "Training Data, Other, archive, ''",
        "VAE, SafeTensor, vae, safetensors",
        "Text Encoder, SafeTensor, text_encoder, safetensors",
        "Diffusion Model, GGUF, diffusion_model, gguf",
        "UNet, SafeTensor, diffusion_model, safetensors",
        "ControlNet, SafeTensor, controlnet, safetensors",
        "Enhancement LoRA, SafeTensor, lora, safetensors",
        "Negative, PickleTensor, embedding, pickle",
        "Config, Other, config, ''",
        "Model, Diffusers, archive, zip",
        "Model, Core ML, archive, zip",
        "Something New, Something New, '', ''"
    })
    void tellsWhatAFileIsFor(String word, String format, String type, String container) throws StowageException {
        RemoteFile file = files("{\"id\": 1, \"name\": \"x.dat\", \"type\": \"%s\", \"metadata\": {\"format\": \"%s\"}}"
                        .formatted(word, format))
                .get(0);
        assertEquals(type, file.type().map(ModelType::text).orElse(""));
        assertEquals(container, file.format().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "\"4165379.6484375\"",
                "null",
                "{}",
                "1e99",
                "1e-999999999",
                "1e999999999",
                "9223372036854775808"
            })
    void knowsNoSizeWhenItCannotBeMeant(String size) throws StowageException {
        RemoteFile file = files("{\"id\": 1, \"sizeKB\": " + size + "}").get(0);
        assertEquals(OptionalLong.empty(), file.sizeBytes());
    }

    @Test
    void countsSizesExactly() throws StowageException {
        assertEquals(
                OptionalLong.of(4_265_348_760L),
                files("{\"id\": 1, \"sizeKB\": 4165379.6484375}").get(0).sizeBytes());
        assertEquals(
                OptionalLong.of(0), files("{\"id\": 1, \"sizeKB\": 0}").get(0).sizeBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"15012C538F\"",
                "\"\"",
                "5",
                "null",
                "\"zz12C538F503CE2EBFC2C8547B268C75CCDAFF7A281DB55399940FF1D70E21D\""
            })
    void publishesNothingButAWholeSha256(String digest) throws StowageException {
        assertEquals(
                Map.of(),
                files("{\"id\": 1, \"hashes\": {\"SHA256\": " + digest + "}}")
                        .get(0)
                        .published());
    }

    @Test
    void toleratesWhateverIsMissingOrStrange() throws StowageException {
        List<RemoteFile> files = files("""
                null, 5, [], {"id": 1, "name": null, "metadata": null, "hashes": null, "type": null, "primary": null},
                {"id": 2, "name": 7, "metadata": [], "hashes": [], "type": {}, "primary": "yes", "downloadUrl": "::"},
                {"id": 3, "name": "a\\u0000b", "metadata": {"format": 3, "size": null}, "type": "VAE", "downloadUrl": 4}""");
        assertEquals(List.of("", "", ""), files.stream().map(RemoteFile::name).toList());
        assertEquals(
                List.of("5/1", "5/2", "5/3"),
                files.stream().map(file -> file.key().id()).toList());
    }

    @Test
    void givesAnExtensionToANameWithoutOne() throws StowageException {
        assertEquals(
                "model v1.5.safetensors",
                files("{\"id\": 1, \"name\": \"model v1.5\", \"metadata\": {\"format\": \"SafeTensor\"}}")
                        .get(0)
                        .name());
        assertEquals(
                "ae.sft",
                files("{\"id\": 1, \"name\": \"ae.sft\", \"metadata\": {\"format\": \"SafeTensor\"}}")
                        .get(0)
                        .name());
    }

    @Test
    void leavesOutWhatTheSitesScanHasFlagged() throws StowageException {
        String files = """
                {"id": 1, "name": "bad.ckpt", "primary": true, "pickleScanResult": "Danger"},
                {"id": 2, "name": "odd.ckpt", "virusScanResult": "Error"},
                {"id": 3, "name": "good.safetensors", "pickleScanResult": "Success", "virusScanResult": "Pending"}""";
        FileMapping mapping = new FileMapping(release(files), Selection.RECOMMENDED, Optional.empty());
        assertEquals(
                List.of("good.safetensors"),
                mapping.files().stream().map(RemoteFile::name).toList());
        assertEquals(2, mapping.warnings().size());
        assertTrue(mapping.warnings().get(0).contains("bad.ckpt"), mapping.warnings()::toString);
    }

    @Test
    void offersAFlaggedFileToWhoeverNamesIt() throws StowageException {
        String file = "{\"id\": 1, \"name\": \"bad.ckpt\", \"primary\": true, \"pickleScanResult\": \"Danger\"}";
        StowageException failure = assertThrows(StowageException.class, () -> files(file));
        assertEquals(Codes.UNSAFE_FORMAT, failure.problem().code());
        FileMapping named = new FileMapping(release(file), Selection.file(1), Optional.empty());
        assertTrue(named.files().get(0).recommended());
        assertEquals(List.of("CivitAI's scan has flagged bad.ckpt."), named.warnings());
    }

    @Test
    void choosesAsTheSiteDoesWhenNothingIsMarked() throws StowageException {
        String half =
                "{\"id\": 1, \"type\": \"Model\", \"metadata\": {\"format\": \"SafeTensor\", \"size\": \"pruned\", \"fp\": \"fp16\"}}";
        String full =
                "{\"id\": 2, \"type\": \"Model\", \"metadata\": {\"format\": \"SafeTensor\", \"size\": \"full\", \"fp\": \"fp32\"}}";
        String pickle =
                "{\"id\": 3, \"type\": \"Model\", \"metadata\": {\"format\": \"PickleTensor\", \"size\": \"pruned\", \"fp\": \"fp16\"}}";
        String data =
                "{\"id\": 4, \"type\": \"Training Data\", \"metadata\": {\"format\": \"SafeTensor\", \"size\": \"pruned\", \"fp\": \"fp16\"}}";
        String all = String.join(",", data, pickle, full, half);
        assertEquals("5/1", chosen(all, Map.of()));
        assertEquals("5/2", chosen(all, Map.of("size", "full")));
        assertEquals("5/2", chosen(all, Map.of("fp", "fp32", "size", "full")));
        assertEquals("5/3", chosen(all, Map.of("format", "PickleTensor")));
        assertEquals("5/4", chosen(all, Map.of("type", "Training Data")));
        assertEquals("", chosen(all, Map.of("format", "GGUF")));
    }

    @Test
    void toldByItsQuantisationWhereThereIsOne() throws StowageException {
        assertEquals(
                Optional.of("q8_0"),
                files("{\"id\": 1, \"metadata\": {\"format\": \"GGUF\", \"fp\": \"fp8\", \"quantType\": \"Q8_0\"}}")
                        .get(0)
                        .precision());
        assertEquals(
                Optional.of("bf16"),
                files("{\"id\": 1, \"metadata\": {\"fp\": \"bf16\", \"quantType\": \"None\"}}")
                        .get(0)
                        .precision());
    }

    private static String chosen(String files, Map<String, String> traits) throws StowageException {
        Selection selection = new Selection(OptionalInt.empty(), traits, Optional.empty());
        return mapped(release(files), selection).stream()
                .filter(RemoteFile::recommended)
                .map(file -> file.key().id())
                .findFirst()
                .orElse("");
    }

    private static RemoteFile recommended(Release release) throws StowageException {
        List<RemoteFile> files = mapped(release, Selection.RECOMMENDED);
        assertFalse(files.isEmpty());
        return files.stream().filter(RemoteFile::recommended).findFirst().orElseThrow();
    }

    private static List<RemoteFile> files(String json) throws StowageException {
        return mapped(release(json), Selection.RECOMMENDED);
    }

    private static List<RemoteFile> mapped(Release release, Selection selection) throws StowageException {
        return new FileMapping(release, selection, Optional.empty()).files();
    }

    private static Release release(String files) {
        ObjectNode version = Json.object(("{\"id\": 5, \"files\": [" + files + "]}").getBytes(UTF_8))
                .orElseThrow();
        return new Release(Json.empty(), 5, version, Recordings.COM);
    }

    private static Release recorded(String name) {
        ObjectNode version = Recordings.object(name);
        return new Release(Json.empty(), Json.id(version, "id").orElseThrow(), version, Recordings.COM);
    }
}
