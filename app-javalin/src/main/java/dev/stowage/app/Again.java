package dev.stowage.app;

import dev.stowage.model.Reference;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How to go on: the same command line again, as one can paste it into a shell. */
final class Again {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final String UNSPOKEN = "the same command";

    private Again() {}

    /** The command, or words for it where it holds a secret that must not be shown. */
    static String command(List<String> arguments, List<String> references) {
        if (references.stream().anyMatch(Again::secretive)) {
            return UNSPOKEN;
        }
        return "stowage " + arguments.stream().map(Again::quoted).collect(Collectors.joining(" "));
    }

    private static boolean secretive(String reference) {
        try {
            return Reference.parse(reference).whole().isPresent();
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    private static String quoted(String argument) {
        return HARMLESS.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
