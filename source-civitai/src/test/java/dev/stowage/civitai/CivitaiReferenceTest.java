package dev.stowage.civitai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.spi.SourceResolver.Match;
import dev.stowage.spi.StowageException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CivitaiReferenceTest {
    private static final String SHA256 = "15012C538F503CE2EBFC2C8547B268C75CCDAFF7A281DB55399940FF1D70E21D";

    @ParameterizedTest
    @CsvSource({
        "https://civitai.com/models/4384, 4384, 0",
        "https://civitai.com/models/4384/dreamshaper, 4384, 0",
        "https://civitai.com/models/4384/, 4384, 0",
        "https://civitai.com/models/4384?modelVersionId=128713, 4384, 128713",
        "https://civitai.com/models/4384/dreamshaper?modelVersionId=128713, 4384, 128713",
        "https://civitai.com/models/4384?version=128713, 4384, 128713",
        "https://civitai.com/models/4384?dialog=resourceReview&modelVersionId=128713&utm_source=x, 4384, 128713",
        "https://civitai.com/models/4384?modelVersionId=nonsense, 4384, 0",
        "https://civitai.com/models/4384#comments, 4384, 0",
        "https://civitai.com/en/models/4384, 4384, 0",
        "https://civitai.com/pt-BR/models/4384/dreamshaper?modelVersionId=128713, 4384, 128713",
        "https://civitai.com/models/4384/model-versions/128713/edit, 4384, 128713",
        "https://civitai.com/models/4384/wizard, 4384, 0",
        "https://civitai.com/models/4384/reviews, 4384, 0",
        "https://civitai.com/models/4384/%E3%83%A2%E3%83%87%E3%83%AB, 4384, 0",
        "https://civitai.com/%6Dodels/4384, 4384, 0",
        "https://civitai.com//models//4384, 4384, 0",
        "https://civitai.com/api/v1/models/4384, 4384, 0",
        "http://civitai.com/models/4384, 4384, 0",
        "https://www.civitai.com/models/4384, 4384, 0",
        "HTTPS://CIVITAI.COM/models/4384, 4384, 0",
        "https://civitai.com:443/models/4384, 4384, 0",
        "civitai.com/models/4384, 4384, 0",
        "www.civitai.com/models/4384?modelVersionId=128713, 4384, 128713",
        "https://civitai.com/models/4384., 4384, 0",
        "https://civitai.com/models/4384), 4384, 0",
        "urn:air:sd1:checkpoint:civitai:4384, 4384, 0",
        "urn:air:sd1:checkpoint:civitai:4384@128713, 4384, 128713",
        "URN:AIR:SD1:Model:Civitai:4384@128713, 4384, 128713",
        "air:sd1:checkpoint:civitai:4384@128713, 4384, 128713",
        "urn:air:civitai:4384@128713.safetensors, 4384, 128713",
        "urn:air:hidream-o1:diffusionmodel:civitai:4384@128713, 4384, 128713",
        "civitai:4384@128713, 4384, 128713",
        "4384, 4384, 0"
    })
    void readsWhatNamesAModel(String pasted, int model, int version) {
        Meaning.Model meaning =
                assertInstanceOf(Meaning.Model.class, parsed(pasted).meaning());
        assertEquals(model, meaning.id());
        assertEquals(version == 0 ? OptionalInt.empty() : OptionalInt.of(version), meaning.version());
        assertEquals(Selection.RECOMMENDED, meaning.file());
    }

    @ParameterizedTest
    @CsvSource({
        "urn:air:sd1:checkpoint:civitai:4384@128713, 128713",
        "urn:air:sd1:checkpoint:civitai:4384@128713+55, 128713",
        "https://civitai.com/models/4384?modelVersionId=128713, 128713",
        "https://civitai.com/api/download/models/128713, 128713",
        "urn:air:sd1:checkpoint:civitai:4384, 0",
        "https://civitai.com/models/4384, 0",
        "https://civitai.com/articles/7, 0",
        SHA256 + ", 0"
    })
    void tellsTheVersionThatIsNamed(String pasted, int version) {
        assertEquals(
                version == 0 ? OptionalInt.empty() : OptionalInt.of(version),
                parsed(pasted).version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://civitai.com/model-versions/128713",
                "https://civitai.com/de/model-versions/128713",
                "https://civitai.com/models/license/128713",
                "https://civitai.com/api/v1/model-versions/128713",
                "https://civitai.com/api/v1/model-versions/mini/128713",
                "https://civitai.com/api/download/models/128713",
                "https://api.civitai.com/download/models/128713",
                "https://api.civitai.com/api/download/models/128713",
                "civitai.com/api/download/models/128713"
            })
    void readsWhatNamesAVersion(String pasted) {
        assertEquals(
                new Meaning.Version(128713, Selection.RECOMMENDED),
                parsed(pasted).meaning());
    }

    @Test
    void readsWhichFileALinkMeans() {
        String link = "https://civitai.com/api/download/models/128713?";
        assertEquals(Selection.file(94300), version(link + "fileId=94300").file());
        assertEquals(
                Selection.file(94300),
                version(link + "type=Model&fileId=94300&format=SafeTensor").file());
        assertEquals(
                Map.of("type", "Pruned Model", "format", "SafeTensor", "size", "pruned", "fp", "fp16"),
                version(link + "type=Pruned%20Model&format=SafeTensor&size=pruned&fp=fp16&foo=bar")
                        .file()
                        .traits());
        assertEquals(
                Map.of("type", "Training Data"),
                version("https://civitai.com/api/download/training-data/128713")
                        .file()
                        .traits());
        Meaning.Model air = assertInstanceOf(
                Meaning.Model.class,
                parsed("urn:air:sd1:checkpoint:civitai:4384@128713+94300.safetensors")
                        .meaning());
        assertEquals(Selection.file(94300), air.file());
    }

    @ParameterizedTest
    @CsvSource({
        SHA256 + ", LIKELY",
        "sha256:15012c538f503ce2ebfc2c8547b268c75ccdaff7a281db55399940ff1d70e21d, LIKELY",
        "15012c538f, FALLBACK",
        "3169A906F1CA, FALLBACK",
        "406BFFA8, FALLBACK",
        "https://civitai.com/api/v1/model-versions/by-hash/15012C538F, CERTAIN"
    })
    void readsDigests(String pasted, Match match) {
        CivitaiReference reference = parsed(pasted);
        assertEquals(match, reference.match());
        String hex = assertInstanceOf(Meaning.Digest.class, reference.meaning()).hex();
        assertTrue(pasted.toUpperCase(Locale.ROOT).endsWith(hex), hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://civitai.com",
                "https://civitai.com/images/12345",
                "https://civitai.com/posts/12345",
                "https://civitai.com/collections/12345",
                "https://civitai.com/user/somebody",
                "https://civitai.com/user/somebody/models",
                "https://civitai.com/3d-models/12345",
                "https://civitai.com/articles/12345/some-text",
                "https://civitai.com/models",
                "https://civitai.com/models/create",
                "https://civitai.com/models/99999999999",
                "https://civitai.com/models/0",
                "https://civitai.com/model-versions/4294967296",
                "https://civitai.com/api/v1/images?limit=1",
                "https://civitai.com/api/v1/models?query=x",
                "https://civitai.com/api/v1/model-versions/by-hash/nothex",
                "https://civitai.com/api/download/attachments/12345",
                "https://civitai.com/api/download/vault/12345",
                "urn:air:sdxl:lora:civitai:1@2!trigger=x",
                "urn:air:sdxl:lora:civitai:owner/model",
                "urn:air:sdxl:lora:civitai:99999999999",
                "urn:air:sdxl:lora:civitai:1@99999999999",
                "urn:air:sdxl:lora:civitai-r2:bucket/key",
                "urn:air:sdxl:lora:orchestrator:job@1"
            })
    void tellsWhatIsOursButNoModel(String pasted) {
        CivitaiReference reference = parsed(pasted);
        assertEquals(Match.CERTAIN, reference.match());
        Meaning.NoModel meaning = assertInstanceOf(Meaning.NoModel.class, reference.meaning());
        assertTrue(meaning.advice().endsWith("."), meaning.advice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/models/4384",
                "https://huggingface.co/models/4384",
                "https://notcivitai.com/models/4384",
                "https://civitai.com.example.org/models/4384",
                "https://civitai.com:8443/models/4384",
                "https://image.civitai.com/x/original=true/1.jpeg",
                "https://b2.civitai.com/file/civitai-modelfiles/model/1/x.safetensors",
                "https://auth.civitai.com/login",
                "ftp://civitai.com/models/4384",
                "owner/model",
                "urn:air:flux1:checkpoint:huggingface:black-forest-labs/FLUX.1-dev@main",
                "urn:air:oci:image:dockerhub:library/x",
                "hello",
                "-1",
                "99999999999999",
                "15012C538F5",
                "..."
            })
    void leavesToOthersWhatIsNotOurs(String pasted) {
        assertEquals(Optional.empty(), CivitaiReference.parse(new Reference(pasted), site(Site.PUBLIC_ADDRESS)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://civitai.com/models/1, civitai.com",
        "https://api.civitai.com/api/v1/models/1, civitai.com",
        "https://civitai.green/models/1, civitai.com",
        "https://civitai.red/models/1, civitai.red",
        "https://www.civitai.red/models/1, civitai.red",
        "https://civitaired.com/models/1, civitai.red",
        "https://civitai.blue/models/1, civitai.red"
    })
    void knowsTheFrontsByAllTheirNames(String pasted, String host) {
        assertEquals(Optional.of(new Origin("https", host, 443)), parsed(pasted).front());
    }

    @Test
    void readsAnotherSiteByItsOriginAlone() {
        Site site = site("http://127.0.0.1:8078");
        assertEquals(Match.CERTAIN, match("http://127.0.0.1:8078/models/7?modelVersionId=9", site));
        assertEquals(Match.CERTAIN, match("127.0.0.1:8078/models/7", site));
        assertEquals(Match.CERTAIN, match("http://127.0.0.1:8078/api/download/models/9?fileId=3", site));
        assertEquals(Match.CERTAIN, match("urn:air:sdxl:lora:civitai:7@9", site));
        for (String other : new String[] {
            "http://127.0.0.1:8079/models/7",
            "https://127.0.0.1:8078/models/7",
            "http://localhost:8078/models/7",
            "https://civitai.com/models/7",
            "https://civitai.red/models/7"
        }) {
            assertEquals(Match.NO, match(other, site), other);
        }
    }

    @Test
    void leavesToAnotherSourceOfTheSameOriginWhatHasNotOurForm() {
        Site site = site("http://127.0.0.1:8078");
        for (String other : new String[] {
            "/user/model",
            "/images/model",
            "/owner/model/resolve/main/x.safetensors",
            "/api/models/owner/model",
            "/gpt2"
        }) {
            assertEquals(Match.FALLBACK, match("http://127.0.0.1:8078" + other, site), other);
        }
    }

    private static Match match(String pasted, Site site) {
        return CivitaiReference.parse(new Reference(pasted), site)
                .map(CivitaiReference::match)
                .orElse(Match.NO);
    }

    private static CivitaiReference parsed(String pasted) {
        Reference reference = Reference.parse(pasted).reference();
        return CivitaiReference.parse(reference, site(Site.PUBLIC_ADDRESS)).orElseThrow();
    }

    private static Meaning.Version version(String pasted) {
        return assertInstanceOf(Meaning.Version.class, parsed(pasted).meaning());
    }

    private static Site site(String address) {
        try {
            return Site.at(address);
        } catch (StowageException e) {
            throw new AssertionError(e);
        }
    }
}
