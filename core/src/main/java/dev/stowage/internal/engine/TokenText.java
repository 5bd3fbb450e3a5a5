package dev.stowage.internal.engine;

import dev.stowage.model.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a token as people paste it. */
final class TokenText {
    static final String FLAW = "it has white space or characters that no token has, or is too long for one";

    private static final Pattern SENDABLE = Pattern.compile("[!-~]{1,4096}");
    private static final Pattern SCHEME = Pattern.compile("(?i)^bearer(?:\\s+|$)");

    private static final int LONG_ENOUGH_TO_SHOW = 20;

    private TokenText() {}

    /** The token itself, without what is around it; empty when no request could carry it. */
    static Optional<Secret> read(Secret pasted) {
        return pasted.use(text -> Optional.of(SCHEME.matcher(text.strip()).replaceFirst(""))
                .filter(token -> SENDABLE.matcher(token).matches())
                .map(Secret::of));
    }

    /** Its last characters, unless they would be too much of it. */
    static Optional<String> ending(Secret token) {
        boolean enough = token.use(text -> text.length() >= LONG_ENOUGH_TO_SHOW);
        return enough ? Optional.of(token.lastFour()) : Optional.empty();
    }
}
