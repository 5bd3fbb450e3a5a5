package dev.stowage.internal.engine;

import dev.stowage.model.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The token in a pasted address, as sources take it in the parameter {@code token}. */
final class PastedToken {
    private static final String PARAMETER = "token=";

    private PastedToken() {}

    static Optional<Secret> in(Secret whole) {
        return whole.use(PastedToken::parameter).flatMap(TokenText::read);
    }

    private static Optional<Secret> parameter(String address) {
        int query = address.indexOf('?');
        return Arrays.stream(address.substring(query + 1).split("[&#]"))
                .filter(parameter -> query >= 0 && parameter.startsWith(PARAMETER))
                .findFirst()
                .flatMap(parameter -> decoded(parameter.substring(PARAMETER.length())));
    }

    private static Optional<Secret> decoded(String value) {
        try {
            return Optional.of(Secret.of(URLDecoder.decode(value, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
