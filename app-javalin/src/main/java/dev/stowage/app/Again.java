package dev.stowage.app;

import dev.stowage.model.DownloadId;
import dev.stowage.model.Reference;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to go on: a command as one can paste it into a shell.
 *
 * @param where the options that say where everything lies, as they were given
 */
record Again(List<String> where) {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern LOGIN = Pattern.compile("(?i).*(://[^/?#]*@|[?&;]password=).*", Pattern.DOTALL);
    private static final String UNSPOKEN = "the same command";

    Again {
        where = List.copyOf(where);
    }

    /** The same command line again, or words for it where it holds a secret that must not be shown. */
    static String command(List<String> arguments, List<String> references) {
        boolean secretive = references.stream().anyMatch(Again::secretive)
                || arguments.stream().anyMatch(Again::login);
        return secretive ? UNSPOKEN : line(TokenOptions.hidden(arguments).stream());
    }

    /** The command that carries on with what was stored of these references. */
    String get(List<Reference> references) {
        Stream<String> pasted = references.stream().map(Reference::text).distinct();
        Stream<String> places = where.stream().map(argument -> login(argument) ? "URL" : argument);
        return line(Stream.concat(Stream.concat(Stream.of("get"), places), pasted));
    }

    /** The command that pauses these downloads. */
    String pause(List<DownloadId> ids) {
        Stream<String> places = where.stream().map(argument -> login(argument) ? "URL" : argument);
        return line(Stream.concat(
                Stream.concat(Stream.of("pause"), places), ids.stream().map(DownloadId::text)));
    }

    /** The command that stores a token for a source. */
    String tokensSet(String source) {
        Stream<String> places = where.stream().map(argument -> login(argument) ? "URL" : argument);
        return line(Stream.concat(Stream.of("tokens", "set", source), places));
    }

    private static String line(Stream<String> arguments) {
        return "stowage " + arguments.map(Again::quoted).collect(Collectors.joining(" "));
    }

    /** Whether a text holds what somebody logs in with. */
    static boolean login(String argument) {
        return LOGIN.matcher(argument).matches();
    }

    private static boolean secretive(String reference) {
        try {
            return Reference.parse(reference).whole().isPresent();
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    /** An argument as a shell has to be given it. */
    static String quoted(String argument) {
        return HARMLESS.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
