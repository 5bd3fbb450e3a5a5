package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.tck.origin.AnswerFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens by every way into the program: used where they belong, and found nowhere afterwards. */
final class TokensTest {
    @TempDir
    private Path folder;

    private final TokenSites sites = new TokenSites();
    private final StringBuilder said = new StringBuilder();
    private Run run = new Run(Path.of("."));

    @BeforeEach
    void start() {
        run = newRun();
    }

    @AfterEach
    void nothingIsFoundAnywhere() throws IOException {
        remember();
        sites.close();
        Canaries.assertNoneIn("what was printed", said.toString());
        Canaries.assertNoneAstray(sites);
        Canaries.assertNoneBelow(folder, folder.resolve("home/.cache/huggingface/token"));
    }

    /** How both tokens come in. */
    enum Way {
        OPTION,
        ENVIRONMENT,
        STORED
    }

    @ParameterizedTest
    @EnumSource
    void bothSourcesOfOneOriginAreShownTheirOwn(Way way) throws IOException {
        String[] get = {"get", "-q", "--type", "lora", sites.civitaiPage(), sites.hubPage()};
        String[] line = given(way, get);
        assertEquals(0, run.stowage(line), run::err);
        assertEquals(
                List.of(placed(TokenSites.CIVITAI_FILE), placed(TokenSites.HF_FILE)),
                run.out().lines().toList());
        assertTrue(sites.requests().stream().allMatch(request -> request.hasHeader("Authorization")));
    }

    @ParameterizedTest
    @EnumSource
    void bothAreShownToWhoOnlyLooks(Way way) {
        for (String page : List.of(sites.civitaiPage(), sites.hubPage())) {
            String[] line = given(way, "resolve", "--json", page);
            assertEquals(0, run.stowage(line), run::err);
            next();
        }
    }

    @Test
    void whoOnlyLooksIsToldHowToLogInToo() {
        assertEquals(4, run.stowage("resolve", sites.civitaiPage()), run::err);
        assertTrue(run.err().contains(" To add a token, run: stowage tokens set SOURCE\n"), run.err());
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsTellsNothing(Way way) throws IOException {
        sites.publishesWrongDigest();
        String[] line = given(way, "get", "--json", "--type", "lora", sites.civitaiPage());
        assertEquals(6, run.stowage(line), run::err);
        next();
        assertEquals(0, run.stowage("show", "--json", TokenSites.CIVITAI_FILE), run::err);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftHalfWayTellsNothingAndCanGoOn(Way way) throws IOException {
        sites.stores(TokenSites.HF_FILE, AnswerFaults.retryAfter(503, "3600"));
        String[] line = given(way, "get", "--type", "lora", sites.hubPage());
        run.patience(Duration.ofMillis(300));
        assertEquals(5, run.stowage(line), run::err);
        assertTrue(run.err().contains("to go on, run: stowage get "), run.err());
        assertEquals(way == Way.OPTION, run.err().contains("--token=hf=YOUR_TOKEN"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"401, 4", "403, 4"})
    void aRefusalNamesTheWaysToLogIn(int status, int exitCode) {
        sites.refusesWith(status);
        assertEquals(exitCode, run.stowage("get", "-q", "--type", "lora", sites.civitaiPage()), run::err);
        if (status == 401) {
            assertTrue(
                    run.err().contains("To add a token, set CIVITAI_API_TOKEN or run: stowage tokens set civitai\n"),
                    run.err());
        }
    }

    @Test
    void aRefusedTokenIsSaidToBeTheOneThatWasUsed() {
        run.with("CIVITAI_TOKEN", "not-the-right-token");
        assertEquals(4, run.stowage("get", "-q", "--type", "lora", sites.civitaiPage()), run::err);
        assertTrue(run.err().contains("The one from CIVITAI_TOKEN was used; correct it there."), run.err());
        assertFalse(run.err().contains("not-the-right"), run.err());
    }

    @Test
    void storingATokenTellsWhatCanGoOn() {
        assertEquals(4, run.stowage("get", "-q", "--type", "lora", sites.hubPage()), run::err);
        assertTrue(run.err().contains("set HF_TOKEN or run: stowage tokens set huggingface"), run.err());
        next().input(TokenSites.HF_TOKEN + "\n");
        assertEquals(0, run.stowage("tokens", "set", "hf"), run::err);
        assertEquals("Stored the token for huggingface.\n", run.out());
        assertEquals(
                "stowage: A download waits for it. To carry on, run: stowage get " + sites.hubPage() + "\n", run.err());
        next();
        assertEquals(0, run.stowage("get", "-q", sites.hubPage()), run::err);
        assertEquals(placed(TokenSites.HF_FILE) + "\n", run.out());
        next();
        assertEquals(0, run.stowage("tokens", "rm", "huggingface"), run::err);
        assertEquals("Removed the token for huggingface.\n", run.out());
    }

    @Test
    void thePastedTokenIsForThatDownloadAlone() throws IOException {
        String pasted = sites.civitaiLink() + "&token=" + TokenSites.CIVITAI_TOKEN;
        assertEquals(0, run.stowage("get", "-q", "--type", "lora", pasted), run::err);
        assertEquals(placed(TokenSites.CIVITAI_FILE) + "\n", run.out());
        Files.delete(Path.of(placed(TokenSites.CIVITAI_FILE)));
        next();
        assertEquals(4, run.stowage("get", "-q", "--type", "lora", "--name", "again", sites.civitaiPage()), run::err);
    }

    @Test
    void whatHuggingFacesProgramsKeepIsNotForAnotherSite() throws IOException {
        Path file = folder.resolve("home/.cache/huggingface/token");
        Files.createDirectories(file.getParent());
        Files.writeString(file, TokenSites.HF_TOKEN + "\n");
        assertEquals(4, run.stowage("get", "-q", "--type", "lora", sites.hubPage()), run::err);
        assertTrue(sites.requests().stream().noneMatch(request -> request.hasHeader("Authorization")));
    }

    @Test
    void theListTellsWhereEachComesFrom() throws IOException {
        run.input(TokenSites.HF_TOKEN + "\n");
        assertEquals(0, run.stowage("tokens", "set", "huggingface"), run::err);
        next().with("CIVITAI_API_TOKEN", TokenSites.CIVITAI_TOKEN);
        assertEquals(0, run.stowage("tokens"), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size(), run::out);
        assertTrue(lines.get(1).matches("civitai +\\.\\.\\.0001 +CIVITAI_API_TOKEN +http://127.*"), run::out);
        assertTrue(lines.get(2).matches("huggingface +\\.\\.\\.0002 +stored +http://127.*"), run::out);
        next();
        assertEquals(0, run.stowage("tokens", "ls", "--json"), run::err);
        JsonNode tokens = new ObjectMapper().readTree(run.out()).get("tokens");
        assertEquals("civitai", tokens.get(0).get("source").textValue());
        assertTrue(tokens.get(0).get("from").isNull());
        assertTrue(tokens.get(0).get("lastFour").isNull());
        assertEquals("stored", tokens.get(1).get("from").textValue());
        assertEquals("0002", tokens.get(1).get("lastFour").textValue());
    }

    @Test
    void aGivenTokenThatHidesTheStoredOneIsTold() {
        run.with("HF_TOKEN", TokenSites.HF_TOKEN).input("another-token-of-somebody");
        assertEquals(0, run.stowage("tokens", "set", "huggingface"), run::err);
        assertEquals("stowage: The token from HF_TOKEN counts before a stored one.\n", run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "'tokens set civit', secret, 2, 'there is no source of that name that uses tokens. Use one of: civitai, huggingface.'",
        "'tokens set direct', secret, 2, Use one of: civitai",
        "'tokens rm civit', '', 2, Use one of: civitai",
        "'tokens set civitai', '', 2, none was given",
        "'tokens set civitai', 'canary with blanks', 2, it has white space",
        "'tokens set civitai canary', secret, 2, ''",
        "'get --token civitai http://127.0.0.1/x', '', 2, it is not of the form SOURCE=TOKEN",
        "'get --token =canary http://127.0.0.1/x', '', 2, it is not of the form SOURCE=TOKEN",
        "'get --token civit=canary http://127.0.0.1/x', '', 2, 'which is no source that uses tokens (those are civitai, huggingface)'",
        "'ls --token=civitai=canary', '', 2, 'there is no option \"--token\"'"
    })
    void whatCannotBeMeantIsRefusedWithoutRepeatingIt(String line, String input, int code, String part) {
        run.input(input);
        assertEquals(code, run.stowage(line.split(" ")), run::err);
        assertTrue(run.err().contains(part), run.err());
    }

    @Test
    void aVariableThatHoldsNoTokenIsNamed() {
        run.with("HF_TOKEN", "canary with blanks");
        assertEquals(2, run.stowage("get", "-q", sites.hubPage()), run::err);
        assertTrue(run.err().contains("the token from HF_TOKEN cannot be used, it has white space"), run.err());
    }

    /** The command line by which the tokens come in that way. */
    private String[] given(Way way, String... command) {
        switch (way) {
            case OPTION -> {
                Stream<String> options = Stream.of(
                        "--token", "civitai=" + TokenSites.CIVITAI_TOKEN, "--token=hf=" + TokenSites.HF_TOKEN);
                return Stream.of(
                                Stream.of(command[0]),
                                options,
                                Stream.of(command).skip(1))
                        .flatMap(part -> part)
                        .toArray(String[]::new);
            }
            case ENVIRONMENT ->
                run.with("CIVITAI_API_TOKEN", TokenSites.CIVITAI_TOKEN).with("HF_TOKEN", TokenSites.HF_TOKEN);
            case STORED -> {
                store("civitai", TokenSites.CIVITAI_TOKEN);
                store("huggingface", "Bearer " + TokenSites.HF_TOKEN);
            }
        }
        return command;
    }

    private void store(String source, String token) {
        run.input(token + "\n");
        assertEquals(0, run.stowage("tokens", "set", source), run::err);
        next();
    }

    private Run next() {
        remember();
        run = newRun();
        return run;
    }

    private void remember() {
        said.append(run.out()).append(run.err());
    }

    private Run newRun() {
        return sites.known(new Run(folder)
                .with("STOWAGE_DEBUG", "1")
                .with("HOME", folder.resolve("home").toString()));
    }

    private String placed(String name) {
        return folder.resolve("models/loras").resolve(name).toString();
    }
}
