package dev.stowage.tck.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.origin.Content;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the practice site of HuggingFace tells, and how it hands out files. */
final class HuggingFaceSiteTest {
    private static final Content OLD = Content.of("old");

    private final Web web = new Web();
    private final PracticeHub hub = PracticeHub.builder()
            .huggingFace(
                    Shelf.repo("org/cranes")
                            .fileAt("feature/old", "config.json", OLD)
                            .fileAt("refs/pr/1", "a.txt", OLD),
                    Shelf.repo("org/cached").cached(),
                    Shelf.repo("org/new-name").formerly("org/old-name"))
            .huggingFaceTokens(Shelf.TOKEN)
            .listingPage(2)
            .start();
    private final String site = hub.huggingFaceEndpoint().toString();
    private final String api = site + "/api/models/org/cranes";

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aRepositoryTellsOfItselfAndItsFiles() {
        String text = web.get(api).text();
        for (String part : List.of(
                "\"id\":\"org/cranes\"",
                "\"author\":\"org\"",
                "\"gated\":false",
                "\"tags\":[\"lora\",\"base_model:org/base\",\"license:mit\",\"region:us\"]",
                "\"cardData\":{\"base_model\":\"org/base\",\"license\":\"mit\"}",
                "{\"rfilename\":\"images/crane.png\"}")) {
            assertTrue(text.contains(part), () -> part + " in " + text);
        }
        assertFalse(text.contains("sha256"), text);
    }

    @Test
    void sizesAndDigestsComeOnRequest() {
        String text = web.get(api + "?blobs=true").text();
        assertTrue(text.contains("\"lfs\":{\"sha256\":\"" + Shelf.WEIGHTS.sha256() + "\",\"size\":200000,"), text);
        assertTrue(
                text.contains(
                        "{\"rfilename\":\"config.json\",\"blobId\":\"" + gitBlob("{\"a\":1}\n") + "\",\"size\":8}"),
                text);
    }

    @Test
    void onlyTheFieldsThatAreNamedCome() {
        String text = web.get(api + "?expand[]=tags&expand%5B%5D=sha").text();
        assertTrue(
                text.matches("\\{\"_id\":\"[0-9a-f]{24}\",\"id\":\"org/cranes\",\"sha\":\"[0-9a-f]{40}\",\"tags\":.*"),
                text);
        assertFalse(text.contains("siblings"), text);
        assertEquals(400, web.get(api + "?blobs=true&expand[]=tags").status());
    }

    @Test
    void theListingComesPageByPage() {
        URI first = URI.create(api + "/tree/main?recursive=true&expand=true");
        Web.Answer page = web.get(first);
        assertTrue(page.text().startsWith("[{\"type\":\"file\",\"oid\":"), page::text);
        assertTrue(page.text().contains("\"lastCommit\":{\"id\":"), page::text);
        int pages = 1;
        StringBuilder all = new StringBuilder(page.text());
        while (!page.header("Link").isEmpty()) {
            assertTrue(page.header("Link").endsWith(">; rel=\"next\""), page.header("Link"));
            page = web.get(page.header("Link").substring(1, page.header("Link").indexOf('>')));
            all.append(page.text());
            pages++;
        }
        assertEquals(3, pages, "five entries, two each");
        for (String path : List.of("README.md", "config.json", "cranes.safetensors", "images", "images/crane.png")) {
            assertTrue(all.toString().contains("\"path\":\"" + path + "\""), () -> path + " in " + all);
        }
        assertTrue(all.toString().contains("\"lfs\":{\"oid\":\"" + Shelf.WEIGHTS.sha256()), all::toString);
        assertTrue(all.toString().contains("\"xetHash\":\""), all::toString);
    }

    @Test
    void aFolderIsListedByItself() {
        String text = web.get(api + "/tree/main/images").text();
        assertTrue(text.contains("\"path\":\"images/crane.png\""), text);
        assertFalse(text.contains("config.json"), text);
        Web.Answer missing = web.get(api + "/tree/main/nowhere");
        assertEquals("EntryNotFound", missing.header("X-Error-Code"));
    }

    @Test
    void pathsAreLookedUpInJsonAndInForms() {
        String path = api + "/paths-info/main";
        Web.Answer json = web.post(path, "{\"paths\":[\"config.json\",\"none\"],\"expand\":true}");
        assertTrue(json.text().contains("\"path\":\"config.json\""), json::text);
        assertTrue(json.text().contains("lastCommit"), json::text);
        assertFalse(json.text().contains("none"), json::text);
        Web.Answer form = web.post(path, "paths=config.json&paths=images&expand=false");
        assertTrue(form.text().contains("\"type\":\"directory\""), form::text);
        assertFalse(form.text().contains("lastCommit"), form::text);
    }

    @Test
    void revisionsHaveTheirOwnFiles() {
        assertEquals(
                "old",
                web.get(site + "/org/cranes/resolve/feature%2Fold/config.json").text());
        assertEquals(
                "old", web.get(site + "/org/cranes/resolve/refs/pr/1/a.txt").text());
        String commit = web.get(site + "/org/cranes/resolve/main/config.json").header("X-Repo-Commit");
        assertTrue(commit.matches("[0-9a-f]{40}"), commit);
        assertEquals(
                "{\"a\":1}\n",
                web.get(site + "/org/cranes/resolve/" + commit + "/config.json").text());
        assertEquals(web.get(api).text(), web.get(api + "/revision/HEAD").text());
        assertTrue(web.get(api + "/refs").text().contains("\"name\":\"feature/old\""));
    }

    @Test
    void smallFilesComeFromTheSiteItself() {
        String file = site + "/org/cranes/resolve/main/config.json";
        Web.Answer whole = web.get(file);
        assertEquals(200, whole.status());
        assertEquals('"' + gitBlob("{\"a\":1}\n") + '"', whole.header("ETag"));
        assertEquals(304, web.get(file, "If-None-Match", whole.header("ETag")).status());
        Web.Answer part = web.get(file, "Range", "bytes=2-2");
        assertEquals(206, part.status());
        assertEquals("a", part.text());
        assertEquals("8", web.head(URI.create(file)).header("Content-Length"));
    }

    @Test
    void largeFilesComeFromTheStorage() {
        Web.Answer link = web.get(site + "/org/cranes/resolve/main/cranes.safetensors");
        assertEquals(302, link.status());
        assertEquals("200000", link.header("X-Linked-Size"));
        assertEquals('"' + Shelf.WEIGHTS.sha256() + '"', link.header("X-Linked-Etag"));
        assertFalse(link.header("ETag").contains(Shelf.WEIGHTS.sha256()), "the plain tag is no digest");
        assertArrayEquals(Shelf.WEIGHTS.toByteArray(), web.get(link.location()).bytes());
        assertEquals("200000", web.head(link.location()).header("Content-Length"));
    }

    @Test
    void theRawFormOfALargeFileIsAPointer() {
        Web.Answer raw = web.get(site + "/org/cranes/raw/main/cranes.safetensors");
        assertEquals(
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + Shelf.WEIGHTS.sha256() + "\nsize 200000\n",
                raw.text());
    }

    @Test
    void smallFilesMayTakeADetourOnTheSameHost() {
        Web.Answer link = web.get(site + "/org/cached/resolve/main/config.json");
        assertEquals(307, link.status());
        assertTrue(
                link.header("Location").startsWith("/api/resolve-cache/models/org/cached/"), link.header("Location"));
        assertEquals("{\"a\":1}\n", web.get(link.location()).text());
    }

    @Test
    void aFormerNameLeadsToThePresentOne() {
        assertEquals(
                "/api/models/org/new-name?blobs=true",
                web.get(site + "/api/models/org/old-name?blobs=true").header("Location"));
        Web.Answer file = web.get(site + "/org/old-name/resolve/main/config.json");
        assertEquals(307, file.status());
        assertEquals("/org/new-name/resolve/main/config.json", file.header("Location"));
    }

    @Test
    void anAccountIsCheckedByAskingWhoItIs() {
        assertEquals(401, web.get(site + "/api/whoami-v2").status());
        Web.Answer known = web.get(site + "/api/whoami-v2", "Authorization", "Bearer " + Shelf.TOKEN);
        assertTrue(known.text().contains("\"name\":\"practice\""), known::text);
    }

    private static String gitBlob(String text) {
        return new Digests(Content.of(text)).gitBlob();
    }
}
