package dev.stowage.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the parameters out of a URL's query that let whoever knows them in: tokens, keys and presigned parts.
 *
 * <p>A parameter that only accompanies a signature (an expiry, a policy) is taken out together with one, and kept otherwise: it may be
 * what tells two files apart.
 */
final class QuerySecrets {
    private static final Set<String> SECRETS = Set.of(
            "access_token",
            "accesskey",
            "api_key",
            "apikey",
            "api_token",
            "auth",
            "auth_token",
            "authorization",
            "hmac",
            "jwt",
            "pass",
            "passwd",
            "password",
            "private_token",
            "pwd",
            "secret",
            "sessionid",
            "sig",
            "sign",
            "signature",
            "ticket",
            "token");

    private static final Set<String> COMPANIONS = Set.of(
            "awsaccesskeyid",
            "expires",
            "googleaccessid",
            "key-pair-id",
            "policy",
            "se",
            "ske",
            "skoid",
            "sks",
            "skt",
            "sktid",
            "skv",
            "sp",
            "spr",
            "sr",
            "st",
            "sv");

    private static final Pattern SIGNED =
            Pattern.compile("(x-amz-|x-goog-|x-oss-|x-cos-|q-sign-).*|.*[_-](token|secret|signature|password|apikey)");

    private QuerySecrets() {}

    static Reference.Pasted split(URI uri) {
        String whole = uri.toString();
        String query = uri.getRawQuery();
        List<String> parameters = query == null ? List.of() : Arrays.asList(query.split("&", -1));
        if (parameters.stream().noneMatch(QuerySecrets::secret)) {
            return new Reference.Pasted(new Reference(whole), Optional.empty());
        }
        List<String> kept = new ArrayList<>(parameters);
        kept.removeIf(parameter -> secret(parameter) || COMPANIONS.contains(name(parameter)));
        String bare = whole.substring(0, whole.indexOf('?'));
        String clean = kept.isEmpty() ? bare : bare + "?" + String.join("&", kept);
        return new Reference.Pasted(new Reference(clean), Optional.of(Secret.of(whole)));
    }

    private static boolean secret(String parameter) {
        String name = name(parameter);
        boolean valued = parameter.length() > name.length() + 1;
        return valued && (SECRETS.contains(name) || SIGNED.matcher(name).matches() || apiKey(name, parameter));
    }

    /** {@code key=} is an API key at some hosts and the name of the object at others. */
    private static boolean apiKey(String name, String parameter) {
        String value = parameter.substring(name.length());
        return name.equals("key") && value.chars().noneMatch(c -> c == '.' || c == '/' || c == '%');
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }
}
