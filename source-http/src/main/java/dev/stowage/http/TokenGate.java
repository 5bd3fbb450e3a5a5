package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Decides, hop by hop, which secret a request shows. */
final class TokenGate {
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

    private final Optional<TokenLookup> lookup;

    TokenGate(Optional<TokenLookup> lookup) {
        this.lookup = lookup;
    }

    /** The address as it was pasted, when this one is what is left of it; a secret that belongs elsewhere is never used. */
    Optional<HttpUrl> pasted(Call call, URI clean, HttpUrl cleanUrl) throws StowageException {
        if (lookup.isEmpty()) {
            return Optional.empty();
        }
        return lookup.get()
                .pastedUrl(call, clean)
                .flatMap(secret -> secret.use(text -> Optional.ofNullable(HttpUrl.parse(text))))
                .filter(whole ->
                        sameOrigin(whole, cleanUrl) && whole.encodedPath().equals(cleanUrl.encodedPath()));
    }

    /** Adds the user's token for exactly this origin. A signed address already lets its bearer in; stores refuse both at once. */
    void attach(Request.Builder request, Call call, HttpUrl at) throws StowageException {
        if (lookup.isEmpty() || signed(at)) {
            return;
        }
        Optional<Secret> token = lookup.get().tokenFor(call, Redaction.origin(at));
        if (token.isPresent()) {
            request.header("Authorization", token.get().use(TokenGate::bearer).orElseThrow(() -> unsendable(at)));
        }
    }

    private static Optional<String> bearer(String token) {
        return SENDABLE.matcher(token).matches() ? Optional.of("Bearer " + token) : Optional.empty();
    }

    private static StowageException unsendable(HttpUrl at) {
        return new StowageException(Problem.of(
                        Problem.Kind.AUTHENTICATION,
                        Codes.LOGIN_NEEDED,
                        "use your token for " + Redaction.host(at),
                        "it has characters that no token has",
                        "Renew it; copy it without anything around it.")
                .asking(Need.ADD_TOKEN));
    }

    static boolean sameOrigin(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    private static boolean signed(HttpUrl url) {
        return url.queryParameterNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("sig") || name.endsWith("signature"));
    }
}
