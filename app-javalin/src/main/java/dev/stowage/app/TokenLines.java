package dev.stowage.app;

import dev.stowage.api.SourceToken;
import dev.stowage.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a user has for the sources, a line for each. */
final class TokenLines {
    private static final String FORM = "%-12s  %-8s  %-22s  %s";

    private TokenLines() {}

    static List<String> of(List<SourceToken> tokens) {
        List<String> lines = new ArrayList<>();
        lines.add(FORM.formatted("SOURCE", "TOKEN", "FROM", "SHOWN AT"));
        tokens.forEach(token -> lines.add(FORM.formatted(token.source(), ending(token), from(token), origins(token))));
        tokens.forEach(token -> token.problem().ifPresent(problem -> lines.add(problem.message())));
        return lines;
    }

    private static String ending(SourceToken token) {
        boolean there = token.given().isPresent() || token.stored();
        return there ? token.lastFour().map(last -> "..." + last).orElse("...") : "none";
    }

    private static String from(SourceToken token) {
        String stored = token.stored() ? "stored" : "-";
        return token.given()
                .map(from -> token.stored() ? from + " (one is stored too)" : from)
                .orElse(stored);
    }

    private static String origins(SourceToken token) {
        return token.origins().stream().map(Origin::toString).collect(Collectors.joining(" "));
    }
}
