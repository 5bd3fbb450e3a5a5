package dev.stowage.app;

import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Tokens on the command line, of commands that ask sources. */
final class TokenOptions {
    static final String TOKEN = "--token";

    /** What stands where a token stood, when a command line is shown. */
    private static final String HIDDEN = "YOUR_TOKEN";

    @Option(
            names = TOKEN,
            paramLabel = "SOURCE=TOKEN",
            description = {
                "Your token for a source, such as civitai=... or huggingface=...; may be given several times.",
                "Others on this machine can see a command line: CIVITAI_API_TOKEN, HF_TOKEN or \"stowage tokens set "
                        + "SOURCE\" keep it from them."
            })
    private List<String> tokens = List.of();

    /** @throws UsageException when one is not written like that; what was written is not repeated */
    List<GivenToken> given() throws StowageException {
        List<GivenToken> given = new ArrayList<>();
        for (String text : tokens) {
            int equals = text.indexOf('=');
            if (equals < 1 || text.substring(equals + 1).isBlank()) {
                throw new UsageException("Could not use " + TOKEN
                        + ": it is not of the form SOURCE=TOKEN. Write it like " + TOKEN + " civitai=" + HIDDEN + ".");
            }
            given.add(GivenToken.of(source(text.substring(0, equals)), text.substring(equals + 1), TOKEN));
        }
        return given;
    }

    /** The id of a source as people write it. */
    static String source(String text) {
        String id = text.strip().toLowerCase(Locale.ROOT);
        return id.equals("hf") ? EnvironmentTokens.HUGGING_FACE : id;
    }

    /** A command line that may be shown. */
    static List<String> hidden(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        boolean value = false;
        for (String argument : arguments) {
            boolean joined = argument.startsWith(TOKEN + "=");
            shown.add(value || joined ? withoutToken(argument, joined ? TOKEN.length() + 1 : 0) : argument);
            value = argument.equals(TOKEN);
        }
        return shown;
    }

    private static String withoutToken(String argument, int start) {
        int equals = argument.indexOf('=', start);
        return equals < 0 ? HIDDEN : argument.substring(0, equals + 1) + HIDDEN;
    }
}
