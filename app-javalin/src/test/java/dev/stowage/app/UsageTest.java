package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
    private static final String URL = "https://example.org/a.safetensors";

    private static final List<String> COMMANDS =
            List.of("get", "resolve", "demo", "ls", "show", "pause", "resume", "retry", "cancel", "verify", "rules");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get --nonsense URL | there is no option \"--nonsense\"",
                "get -x URL | there is no option \"-x\"",
                "get | missing required parameter: 'REF'",
                "get URL --type | missing required parameter for option '--type'",
                "get --type a --type b URL | option '--type' (TYPE) should be specified only once",
                "get --type 7&% URL | --type \"7&%\": that is no word for a type",
                "get --base-model= URL | --base-model \"\": that is no name",
                "get --sha256 d41d8cd98f00b204e9800998ecf8427e URL | it looks like an MD5, not a SHA-256",
                "get --sha256 da39a3ee5e6b4b0d3255bfef95601890afd80709 URL | it looks like a SHA-1",
                "get --sha256 0a35347528 URL | it looks like a shortened SHA-256",
                "get --sha256 abcdef URL | it has 6 digits instead of 64",
                "get --sha256 xyz URL | it is not hexadecimal",
                "get --sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 URL | no file with anything in it",
                "get --name ../up URL | \"../up\" as a file name",
                "get --name nul.txt URL | unsafe on some systems",
                "get --name one URL URL | it is for one file",
                "get --sha256 ab URL URL | it is for one file",
                "get --name one --file a --file b URL | it is for one file",
                "get --sha256 ab --file a --file b URL | it is for one file",
                "get --file a URL URL | it is for one reference",
                "get --file= URL | --file \"\": it is empty",
                "resolve URL URL | one at a time",
                "resolve | missing required parameter: 'REF'",
                "get --review sometimes URL | Use one of never, doubtful, always.",
                "get --on-duplicate panic URL | Use one of ask, skip, overwrite, link, download.",
                "get --on-duplicate overwrite URL | that is not possible yet",
                "get --on-duplicate link URL | that is not possible yet",
                "get --data-dir= URL | --data-dir \"\": it is empty",
                "get --models-dir ~/models URL | the shell has not replaced the ~",
                "get --connections 17 URL | that is no number from 1 to 16",
                "get --connections few URL | that is no number from 1 to 16",
                "demo --size 0 | that is no number from 1 to 10000",
                "demo --speed fast | that is no number from 1 to 10000",
                "demo --once --database-url sqlite:/x | the demo keeps everything in a folder of its own",
                "ls --status gone | Use one of resolving, decision, queued",
                "ls one two | there is no command \"two\"",
                "show | missing required parameter: 'ID'",
                "pause | no ID says which download",
                "resume --all 01JD3KX9ZQ | --all and an ID are both given",
                "cancel --all | there is no option \"--all\"",
                "verify | To verify everything, add --all.",
                "verify --all 01JD3KX9ZQ | --all and a FILE are both given",
                "fetch URL | there is no command \"fetch\"",
                "URL | a command belongs before the URL",
                "'' | no command is given"
            })
    void whatCannotBeMeantIsOneSentenceAndExitCodeTwo(String line, String expected) {
        Run run = new Run(folder);
        String[] arguments =
                line.isEmpty() ? new String[0] : line.replace("URL", URL).split(" ", -1);
        assertEquals(2, run.stowage(arguments));
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("stowage: Could not "), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertFalse(Files.exists(folder.resolve("data")), "nothing is created");
    }

    @Test
    void aMisusedCommandNamesItsHelp() {
        Run run = new Run(folder);
        run.stowage("get", "--nonsense");
        assertTrue(run.err().endsWith(" See: stowage get --help\n"), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"STOWAGE_HOME | relative/folder | it is relative", "STOWAGE_MODELS_DIR | models | it is relative"})
    void aBrokenVariableIsNamedWithItsValue(String variable, String value, String why) {
        Run run = new Run(folder).with(variable, value);
        assertEquals(2, run.stowage("get", URL));
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains(variable + " \"" + value + "\": " + why), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/40", "127.0.0.0/8;10.0.0.0/8", "10.0.0.1/8"})
    void brokenNetworksAreNamedWithTheirVariable(String networks) {
        Run run = new Run(folder).with("STOWAGE_ALLOWED_ADDRESSES", networks);
        assertEquals(2, run.stowage("get", URL));
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains("\"" + networks + "\" in STOWAGE_ALLOWED_ADDRESSES."), run.err());
    }

    @Test
    void noSecretOfAMisplacedUrlIsRepeated() {
        Run run = new Run(folder);
        run.stowage("https://example.org/file?token=abcdef");
        assertFalse(run.err().contains("abcdef"), run.err());
    }

    @Test
    void aFileIsNeverReadAsArguments() throws Exception {
        Path file = Files.writeString(folder.resolve("arguments"), "--help");
        Run run = new Run(folder);
        assertEquals(2, run.stowage("@" + file));
    }

    @Test
    void helpTellsExamplesAndExitCodes() {
        Run run = new Run(folder);
        assertEquals(0, run.stowage("get", "--help"));
        for (String expected : new String[] {"Examples:", "Exit codes:", "--sha256", "--json", "--models-dir", "130"}) {
            assertTrue(run.out().contains(expected), expected + " is missing in\n" + run.out());
        }
        assertEquals("", run.err());
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    }

    @Test
    void helpOfTheRootNamesTheCommands() {
        Run run = new Run(folder);
        assertEquals(0, run.stowage("--help"));
        for (String command : COMMANDS) {
            assertTrue(run.out().contains("\n  " + command + " "), command + " is missing in\n" + run.out());
        }
    }

    @Test
    void everyCommandHasAHelpThatFitsATerminal() {
        for (String command : COMMANDS) {
            Run run = new Run(folder);
            assertEquals(0, run.stowage(command, "--help"));
            assertTrue(run.out().contains("--json"), run.out());
            assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
        }
    }

    @Test
    void versionIsOneLine() {
        Run run = new Run(folder);
        assertEquals(0, run.stowage("--version"));
        assertTrue(run.out().startsWith("stowage "), run.out());
        assertEquals(1, run.out().lines().count());
    }
}
