package dev.stowage.internal.engine;

import dev.stowage.api.Wiring.GivenToken;
import dev.stowage.internal.plugin.StartProblems;
import dev.stowage.model.Secret;
import dev.stowage.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens that the host gives: they count before stored ones, and are never stored. */
public final class GivenTokens {
    private final List<GivenToken> tokens;

    private GivenTokens(List<GivenToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Those that a request can carry; the others are problems. */
    public static GivenTokens of(List<GivenToken> given, StartProblems problems) {
        List<GivenToken> usable = new ArrayList<>();
        for (GivenToken one : given) {
            Optional<Secret> token = TokenText.read(one.token());
            token.ifPresent(text -> usable.add(new GivenToken(one.user(), one.source(), text, one.from())));
            if (token.isEmpty()) {
                problems.add("the token from " + one.from() + " cannot be used, " + TokenText.FLAW);
            }
        }
        return new GivenTokens(usable);
    }

    /** Those for sources that show none are problems: they would go unnoticed. */
    public void check(Resolvers sources, StartProblems problems) {
        List<String> known = sources.showingTokens();
        tokens.stream()
                .filter(one -> !known.contains(one.source()))
                .forEach(one -> problems.add("the token from "
                        + one.from() + " is for \"" + one.source()
                        + "\", which is no source that uses tokens (those are "
                        + String.join(", ", known) + ")"));
    }

    Optional<GivenToken> find(UserId user, String source) {
        return tokens.stream()
                .filter(one -> one.user().equals(user) && one.source().equals(source))
                .findFirst();
    }
}
