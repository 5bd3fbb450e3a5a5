package dev.stowage.civitai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CivitaiResolverTest {
    private static final String DREAMSHAPER = "model-4384-dreamshaper-diffusers-lcm-inpainting-2024";
    private static final String VISION = "model-4201-realistic-vision-2026-07";
    private static final String VISION_VERSION = "version-130072-four-files-2026";
    private static final String CHROMA = "version-1957126-gguf-linked-vae-2026";

    private final Sites site = Sites.usual();

    @Test
    void opensThePageWithTheVersionThatTheSiteShowsFirst() throws StowageException {
        site.recorded("models/4384", DREAMSHAPER);
        assertEquals(
                Optional.of("8"),
                site.found("https://civitai.com/models/4384").model().version());
        site.json("models/1", """
                {"id": 1, "name": "x", "modelVersions": [
                  {"id": 10, "index": 1, "name": "old", "files": [{"id": 100}]},
                  {"id": 11, "index": 0, "name": "new", "files": [{"id": 110}]}]}""");
        assertEquals(
                Optional.of("new"),
                site.found("https://civitai.com/models/1").model().version());
    }

    @Test
    void takesTheVersionThatThePageNames() throws StowageException {
        site.recorded("models/4384", DREAMSHAPER);
        Resolution.Found found = site.found("https://civitai.com/models/4384/dreamshaper?modelVersionId=131004");
        assertEquals(Optional.of("8-inpainting"), found.model().version());
        assertEquals(Optional.of("inpainting"), found.model().variant());
        assertEquals("131004/95072", Sites.recommended(found).key().id());
        assertEquals(List.of("https://civitai.com/api/v1/models/4384"), site.asked());
    }

    @Test
    void refusesAVersionOfAnotherModel() {
        site.recorded("models/4384", DREAMSHAPER).recorded("model-versions/130072", VISION_VERSION);
        Problem problem = site.problem("https://civitai.com/models/4384?modelVersionId=130072");
        assertEquals(Codes.NOT_FOUND, problem.code());
        assertTrue(problem.message().contains("model 4384 has no such version"), problem::message);
    }

    @Test
    void describesAVersionAlikeWhicheverWayItIsNamed() throws StowageException {
        site.recorded("models/4384", DREAMSHAPER)
                .json(
                        "model-versions/128713",
                        "{\"id\": 128713, \"modelId\": 4384, \"air\": \"urn:air:x\", \"files\": []}");
        Resolution.Found byPage = site.found("https://civitai.com/models/4384?modelVersionId=128713");
        Resolution.Found byVersion = site.found("https://civitai.com/api/download/models/128713");
        assertEquals(byPage.files(), byVersion.files());
        assertEquals(byPage.model().creator(), byVersion.model().creator());
        assertEquals(byPage.model().tags(), byVersion.model().tags());
    }

    @Test
    void asksTheVersionForNumbersThatThePageLeavesOut() throws StowageException {
        site.recorded("models/4201", VISION).recorded("model-versions/130072", VISION_VERSION);
        Resolution.Found found = site.found("https://civitai.com/models/4201?modelVersionId=130072");
        assertEquals("130072/94298", Sites.recommended(found).key().id());
        assertEquals(4, found.files().size());
        assertFalse(found.model().previews().isEmpty());
    }

    @Test
    void pinsFilesWithoutNumbersByAllThatIsKnown() throws StowageException {
        site.recorded("models/4201", VISION).refused(404, "model-versions/130072");
        RemoteFile file = Sites.recommended(site.found("https://civitai.com/models/4201?modelVersionId=130072"));
        assertEquals(
                "https://civitai.com/api/download/models/130072?format=SafeTensor&fp=fp16&size=pruned&type=Model",
                site.located(file.key()).toString());
    }

    @Test
    void findsAVersionThatIsOnItsModelsPageOnly() throws StowageException {
        site.recorded("models/4384", DREAMSHAPER)
                .refused(404, "model-versions/128713")
                .json("model-versions/mini/128713", "{\"air\": \"urn:air:sd1:checkpoint:civitai:4384@128713\"}");
        assertEquals(
                "128713/93211",
                Sites.recommended(site.found("https://civitai.com/model-versions/128713"))
                        .key()
                        .id());
    }

    @Test
    void describesAVersionWhoseModelIsNotShown() throws StowageException {
        site.recorded("model-versions/1957126", CHROMA).refused(404, "models/1338204");
        Resolution.Found found = site.found("https://civitai.com/api/download/models/1957126");
        assertEquals("Chroma GGUF (old versions)", found.model().name());
        assertEquals(ModelType.CHECKPOINT, found.model().type());
        assertTrue(
                found.warnings().get(0).contains("creator, tags and licence are unknown"), found.warnings()::toString);
    }

    @Test
    void marksTheFileThatALinkPins() throws StowageException {
        site.recorded("model-versions/130072", VISION_VERSION).recorded("models/4201", VISION);
        String link = "https://civitai.com/api/download/models/130072";
        assertEquals("130072/94298", Sites.recommended(site.found(link)).key().id());
        assertEquals(
                "130072/94301",
                Sites.recommended(site.found(link + "?fileId=94301")).key().id());
        assertEquals(
                "130072/94300",
                Sites.recommended(site.found(link + "?type=Model&format=PickleTensor&size=full&fp=fp16"))
                        .key()
                        .id());
        assertEquals(
                "Could not look up version 130072 at civitai.com: it has no file 1. Check the link; what has been removed there may"
                        + " still exist at another source.",
                site.problem(link + "?fileId=1").message());
    }

    @Test
    void recommendsNothingWhenNoFileIsWhatTheLinkAsksFor() throws StowageException {
        site.recorded("model-versions/130072", VISION_VERSION).recorded("models/4201", VISION);
        Resolution.Found found = site.found("https://civitai.com/api/download/models/130072?type=Training%20Data");
        assertTrue(found.files().stream().noneMatch(RemoteFile::recommended));
        assertEquals(List.of("No file of this version is what the link asks for."), found.warnings());
    }

    @Test
    void findsAFileByItsDigest() throws StowageException {
        site.recorded("model-versions/by-hash/392DEF60E4", VISION_VERSION).recorded("models/4201", VISION);
        assertEquals(
                "130072/94297",
                Sites.recommended(site.found("392def60e4")).key().id());
        site.refused("model-versions/by-hash/FFFFFFFFFF", 404, "{\"error\": \"Model not found\"}");
        assertTrue(site.problem("ffffffffff").message().contains("no published file there has it"));
    }

    @Test
    void locatesByNumberWithoutAsking() throws StowageException {
        assertEquals(
                "https://civitai.com/api/download/models/130072?fileId=94298",
                site.located(new FileKey("civitai", "130072/94298")).toString());
        assertEquals(List.of(), site.asked());
    }

    @Test
    void followsThePrintedLinkOfABorrowedVae() throws StowageException {
        site.recorded("model-versions/1957126", CHROMA).refused(404, "models/1338204");
        RemoteFile vae =
                site.found("https://civitai.com/model-versions/1957126").files().get(1);
        assertEquals(Optional.of(ModelType.VAE), vae.type());
        assertEquals("1957126/625974?format=SafeTensor&type=VAE", vae.key().id());
        assertEquals(
                "https://civitai.com/api/download/models/1957126?format=SafeTensor&type=VAE",
                site.located(vae.key()).toString());
    }

    @Test
    void refusesKeysThatItCannotHaveMade() {
        for (String id : new String[] {" ", "x", "1", "1/", "0/1", "1/99999999999", "1/-", "1/2/3", "1/2?x=y@h@h"}) {
            StowageException failure = assertThrows(
                    StowageException.class,
                    () -> site.source().locate(new FileKey("civitai", id), FakeCall.local()),
                    id);
            assertEquals(Codes.BAD_REFERENCE, failure.problem().code());
        }
    }

    @Test
    void asksTheFrontThatWasPastedThenTheOther() throws StowageException {
        site.web.json("https://civitai.red/api/v1/models/7", oneFile(7, 70, 700));
        RemoteFile file = Sites.recommended(site.found("https://civitai.red/models/7"));
        assertEquals("70/700@civitai.red", file.key().id());
        assertEquals(
                "https://civitai.red/api/download/models/70?fileId=700",
                site.located(file.key()).toString());

        site.web.status("https://civitai.com/api/v1/models/7", 404);
        assertEquals(
                file.key(),
                Sites.recommended(site.found("https://civitai.com/models/7")).key());
    }

    @Test
    void tellsARefusalRatherThanThatThereIsNothing() {
        site.web.status("https://civitai.com/api/v1/models/7", 404).status("https://civitai.red/api/v1/models/7", 451);
        assertEquals(
                Codes.LEGALLY_BLOCKED,
                site.problem("https://civitai.com/models/7").code());
    }

    @Test
    void asksOnlyTheConfiguredSite() throws StowageException {
        Sites own = Sites.at("http://127.0.0.1:8078").json("models/7", oneFile(7, 70, 700));
        RemoteFile file = Sites.recommended(own.found("http://127.0.0.1:8078/models/7"));
        assertEquals("70/700", file.key().id());
        assertEquals(
                "http://127.0.0.1:8078/api/download/models/70?fileId=700",
                own.located(file.key()).toString());
        assertEquals(
                "http://127.0.0.1:8078/api/download/models/70?fileId=700",
                own.located(new FileKey("civitai", "70/700@civitai.red")).toString());
        assertEquals(
                List.of(new Origin("http", "127.0.0.1", 8078)), own.source().tokenOrigins());
        own.web.status("http://127.0.0.1:8078/api/v1/models/8", 404);
        assertEquals(
                Codes.NOT_FOUND, own.problem("http://127.0.0.1:8078/models/8").code());
    }

    @Test
    void showsATokenToTheSitesOwnNamesOnly() {
        List<String> hosts =
                site.source().tokenOrigins().stream().map(Origin::toString).toList();
        assertTrue(hosts.containsAll(List.of("https://civitai.com", "https://civitai.red", "https://api.civitai.com")));
        assertTrue(site.source().tokenOrigins().stream().allMatch(Origin::encrypted));
        assertFalse(hosts.toString().contains("image."), hosts::toString);
    }

    @Test
    void warnsOfEarlyAccess() throws StowageException {
        site.json(
                        "models/7",
                        withVersion("\"paidAccess\": {\"permanent\": false, \"endsAt\": \"2026-08-23T20:55:59Z\"}"))
                .json("models/8", withVersion("\"paidAccess\": {\"permanent\": false, \"endsAt\": null}"))
                .json("models/9", withVersion("\"paidAccess\": {\"permanent\": true}"))
                .json("models/10", withVersion("\"earlyAccessDeadline\": \"2026-08-23T20:55:59\""));
        assertEquals(
                List.of(
                        "This version is in early access until 2026-08-23 20:55 UTC: CivitAI delivers it only to accounts"
                                + " that have bought it."),
                site.found("https://civitai.com/models/7").warnings());
        for (int gated = 8; gated <= 10; gated++) {
            assertEquals(
                    1,
                    site.found("https://civitai.com/models/" + gated).warnings().size());
        }
    }

    @Test
    void doesNotWarnOfEarlyAccessThatIsOver() throws StowageException {
        site.json(
                        "models/7",
                        withVersion("\"paidAccess\": {\"permanent\": false, \"endsAt\": \"2026-08-01T00:00:00Z\"}"))
                .json(
                        "models/8",
                        withVersion(
                                "\"availability\": \"EarlyAccess\", \"earlyAccessEndsAt\": \"2025-01-01T00:00:00Z\""))
                .json("models/9", withVersion("\"paidAccess\": null, \"earlyAccessTimeFrame\": 0"));
        for (int free = 7; free <= 9; free++) {
            assertEquals(
                    List.of(), site.found("https://civitai.com/models/" + free).warnings());
        }
    }

    @Test
    void asksToBuyWhatShowsNoFilesBefore() {
        String version = new String(Recordings.bytes("version-3220184-early-access-2026-08"), UTF_8);
        site.json("models/7", "{\"id\": 7, \"name\": \"x\", \"modelVersions\": [" + version + "]}")
                .refused(404, "model-versions/3220184");
        Problem problem = site.problem("https://civitai.com/models/7");
        assertEquals(Optional.of(Need.PURCHASE), problem.need());
        assertEquals(
                "Could not look up version 3220184 at civitai.com: it is in early access until 2026-08-23 20:55 UTC, for those who"
                        + " have bought it. Buy access on its page at CivitAI with the account of your token, or retry when it is"
                        + " free.",
                problem.message());
    }

    @Test
    void tellsWhatIsArchivedNotForDownloadOrEmpty() {
        site.json("models/7", "{\"id\": 7, \"name\": \"x\", \"mode\": \"Archived\", \"modelVersions\": [{\"id\": 70}]}")
                .json("models/8", withVersion("\"usageControl\": \"Generation\""))
                .json("models/9", "{\"id\": 9, \"name\": \"x\", \"modelVersions\": []}")
                .json("models/10", "{\"id\": 10, \"name\": \"x\", \"modelVersions\": [{\"id\": 71, \"name\": \"v\"}]}")
                .refused(404, "model-versions/71");
        assertEquals(Codes.GONE, site.problem("https://civitai.com/models/7").code());
        assertEquals(
                Codes.ACCESS_DENIED,
                site.problem("https://civitai.com/models/8").code());
        assertEquals(
                Codes.NOT_FOUND, site.problem("https://civitai.com/models/9").code());
        assertEquals(
                Codes.NOT_FOUND, site.problem("https://civitai.com/models/10").code());
    }

    @Test
    void tellsWhatTheSiteMeansByRefusingADownload() {
        Problem early = refusal(
                        403, "{\"error\": \"Early Access\", \"deadline\": \"2026-08-23T20:55:59.248Z\"}", Map.of())
                .orElseThrow();
        assertEquals(Optional.of(Need.PURCHASE), early.need());
        assertTrue(early.message().startsWith("Could not download the file from civitai.com: "), early::message);
        assertEquals(
                Optional.of(Need.ADD_TOKEN),
                refusal(401, "{\"error\": \"Unauthorized\"}", Map.of()).flatMap(Problem::need));
        assertEquals(Optional.of(Codes.GONE), refusal(410, "", Map.of()).map(Problem::code));
        assertEquals(Optional.empty(), refusal(503, "{\"error\": \"x\"}", Map.of()));
        assertEquals(Optional.empty(), refusal(429, "{\"error\": \"x\"}", Map.of("Retry-After", List.of("7"))));
    }

    @Test
    void saysWhatToPasteInsteadOfAPicture() {
        Problem problem = site.problem("https://civitai.com/images/12345");
        assertEquals(Problem.Kind.USAGE, problem.kind());
        assertEquals(
                "Could not find a model behind \"civitai.com\": this is the page of a picture. Paste the page of a model, or the link"
                        + " of its download button.",
                problem.message());
        assertEquals(List.of(), site.asked());
    }

    private Optional<Problem> refusal(int status, String body, Map<String, List<String>> headers) {
        HttpReply reply = new HttpReply(status, HttpHeaders.of(headers), Recordings.COM, body.getBytes(UTF_8));
        return site.source().refusal(new FileKey("civitai", "70/700"), reply);
    }

    private static String oneFile(int model, int version, int file) {
        return "{\"id\": %d, \"name\": \"x\", \"modelVersions\": [{\"id\": %d, \"files\": [{\"id\": %d, \"primary\": true}]}]}"
                .formatted(model, version, file);
    }

    private static String withVersion(String field) {
        return "{\"id\": 7, \"name\": \"x\", \"modelVersions\": [{\"id\": 70, " + field
                + ", \"files\": [{\"id\": 700}]}]}";
    }
}
