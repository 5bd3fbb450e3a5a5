package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the practice site of CivitAI tells, and how it hands out files. */
final class CivitaiSiteTest {
    private static final String SHA256 = Shelf.WEIGHTS.sha256().toUpperCase(Locale.ROOT);

    private final Web web = new Web();
    private final PracticeHub hub = PracticeHub.builder()
            .civitai(
                    Shelf.model(
                            1,
                            Shelf.version(11)
                                    .files(CivitaiFile.of(111, "small.safetensors", Shelf.OTHER)
                                            .type("Pruned Model")
                                            .trait("fp", "fp32")),
                            Shelf.version(12)),
                    CivitaiModel.of(2, "Zebra", "VAE").nsfwLevel(8).versions(CivitaiVersion.of(21, "one", "SD 1.5")))
            .civitaiTokens(Shelf.TOKEN)
            .start();
    private final String api = hub.civitaiEndpoint() + "/api/v1/";

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aModelNamesItsVersionsFilesAndDigests() {
        Web.Answer answer = web.get(api + "models/1");
        assertEquals(200, answer.status());
        assertEquals("application/json; charset=utf-8", answer.header("Content-Type"));
        String text = answer.text();
        for (String part : List.of(
                "\"id\":1,\"name\":\"Paper Cranes\"",
                "\"tags\":[\"origami\"]",
                "\"trainedWords\":[\"paper crane\"]",
                "\"baseModel\":\"SDXL 1.0\"",
                "\"SHA256\":\"" + SHA256 + "\"",
                "\"AutoV2\":\"" + SHA256.substring(0, 10) + "\"",
                "\"sizeKB\":195.3125",
                "\"metadata\":{\"format\":\"SafeTensor\",\"fp\":\"fp16\"}",
                "/api/download/models/11\"")) {
            assertTrue(text.contains(part), () -> part + " in " + text);
        }
    }

    @Test
    void aModelLeavesOutOfItsVersionsWhatIsEmpty() {
        String text = web.get(api + "models/2").text();
        assertFalse(text.contains("\"files\""), text);
        assertFalse(text.contains("\"trainedWords\""), text);
        assertFalse(text.contains("\"paidAccess\""), text);
    }

    @Test
    void aVersionTellsItsAirAndItsFilesByNumber() {
        String text = web.get(api + "model-versions/11").text();
        assertTrue(text.contains("urn:air:sdxl:lora:civitai:1@11"), text);
        assertTrue(text.contains("/api/download/models/11?fileId=111\""), text);
        assertTrue(text.contains("\"modelId\":1"), text);
        assertTrue(text.contains("\"paidAccess\":null"), text);
    }

    @Test
    void theShortFormTellsWhetherALoginIsNeeded() {
        String text = web.get(api + "model-versions/mini/11").text();
        assertTrue(text.contains("\"air\":\"urn:air:sdxl:lora:civitai:1@11+110\""), text);
        assertTrue(text.contains("\"requireAuth\":false"), text);
    }

    @Test
    void filesAreFoundByAnyOfTheirDigests() {
        for (String hex :
                List.of(SHA256, SHA256.toLowerCase(Locale.ROOT), SHA256.substring(0, 10), SHA256.substring(0, 12))) {
            assertTrue(web.get(api + "model-versions/by-hash/" + hex).text().startsWith("{\"id\":11,"), hex);
        }
        assertEquals(
                404, web.get(api + "model-versions/by-hash/" + "0".repeat(64)).status());
    }

    @Test
    void manyDigestsAreFoundAtOnce() {
        String body = "[\"" + "0".repeat(64) + "\", \"" + SHA256 + "\"]";
        Web.Answer whole = web.post(api + "model-versions/by-hash", body, "Content-Type", "application/json");
        assertTrue(whole.text().startsWith("[{\"id\":11,"), whole::text);
        Web.Answer ids = web.post(api + "model-versions/by-hash/ids", body);
        assertEquals("[{\"modelVersionId\":11,\"modelId\":1,\"hash\":\"" + SHA256 + "\"}]", ids.text());
    }

    @Test
    void theSearchFindsNamesAndHidesWhatIsExplicit() {
        assertTrue(web.get(api + "models?query=crane").text().contains("\"id\":1,"));
        assertTrue(web.get(api + "models?query=zebra").text().startsWith("{\"items\":[]"));
        assertTrue(web.get(api + "models?query=zebra&nsfw=true").text().contains("\"files\":[]"));
        Web.Answer first = web.get(api + "models?nsfw=true&limit=1");
        assertTrue(first.text().contains("\"nextCursor\":1"), first::text);
        assertTrue(web.get(api + "models?nsfw=true&limit=1&cursor=1").text().contains("Zebra"));
    }

    @Test
    void theSearchHasTheLimitsOfTheSite() {
        assertEquals(400, web.get(api + "models?query=crane&page=2").status());
        assertEquals(429, web.get(api + "models?page=11&limit=100").status());
    }

    @Test
    void aKeyIsCheckedByAskingWhoItIs() {
        assertEquals(401, web.get(api + "me").status());
        assertEquals(401, web.get(api + "me", "Authorization", "Bearer wrong").status());
        assertEquals(
                200,
                web.get(api + "me", "Authorization", "Bearer " + Shelf.TOKEN).status());
        assertEquals(200, web.get(api + "me?token=" + Shelf.TOKEN).status());
        assertEquals(
                401,
                web.get(api + "me?token=" + Shelf.TOKEN, "Authorization", "junk")
                        .status());
    }

    @Test
    void whatDoesNotExistIsSaidInTheWordsOfTheSite() {
        assertEquals(
                "{\"error\":\"No model with id 99\"}",
                web.get(api + "models/99").text());
        assertEquals(400, web.get(api + "models/2147483648").status());
        assertEquals(
                "{\"error\":\"Model not found\"}",
                web.get(api + "model-versions/99").text());
        assertEquals(
                "{\"error\":\"Missing model file\"}",
                web.get(api + "model-versions/21").text());
    }

    @Test
    void theListsOfWordsAreThere() {
        assertTrue(web.get(api + "enums").text().contains("\"TextualInversion\""));
    }

    @Test
    void aDownloadLeadsToTheStorageAndTheBytesAreThose() {
        Web.Answer link = web.get(hub.civitaiEndpoint() + "/api/download/models/11?fileId=111");
        assertEquals(307, link.status());
        assertEquals(hub.storage().uri("").getPort(), link.location().getPort());
        assertArrayEquals(Shelf.OTHER.toByteArray(), web.get(link.location()).bytes());
        assertArrayEquals(
                Shelf.WEIGHTS.toByteArray(),
                web.followed(hub.civitaiEndpoint() + "/api/download/models/11").bytes());
    }

    @Test
    void selectorsFindTheFileThatHasThem() {
        String download = hub.civitaiEndpoint() + "/api/download/models/11";
        assertArrayEquals(
                Shelf.OTHER.toByteArray(),
                web.followed(download + "?type=Pruned%20Model&format=SafeTensor")
                        .bytes());
        assertEquals(404, web.get(download + "?format=GGUF").status());
        assertEquals(404, web.get(download + "?fileId=120").status());
        assertEquals(400, web.get(download + "?format=Zip").status());
    }

    @Test
    void pagesAreForPeople() {
        assertTrue(
                web.get(hub.civitaiEndpoint() + "/models/1/paper-cranes").text().contains("<h1>Paper Cranes</h1>"));
        assertEquals(
                "/models/1?modelVersionId=12",
                web.get(hub.civitaiEndpoint() + "/model-versions/12").header("Location"));
        assertEquals(404, web.get(hub.civitaiEndpoint() + "/models/99").status());
    }

    @Test
    void previewsArePicturesInTheSizeThatIsAskedFor() {
        String text = web.get(api + "models/1").text();
        String address = text.replaceFirst("(?s).*?\"url\":\"([^\"]*)\".*", "$1");
        Web.Answer original = web.get(address);
        assertEquals("image/png", original.header("Content-Type"));
        assertEquals(64, original.bytes()[19]);
        assertEquals(32, web.get(address.replace("original=true", "width=32")).bytes()[19]);
    }
}
