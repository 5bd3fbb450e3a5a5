package dev.stowage.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the parameters out of a query that let whoever knows them in: tokens, keys and presigned parts, also those of an address inside a
 * parameter, and those of a text that is no whole URL.
 *
 * <p>A parameter that only accompanies a signature (an expiry, a policy) is taken out together with one, and kept otherwise: it may be
 * what tells two files apart.
 */
final class QuerySecrets {
    /** Names in lower case without hyphens and underscores. */
    private static final Set<String> SECRETS = Set.of(
            "auth",
            "authorization",
            "bearer",
            "hdnea",
            "hdntl",
            "hdnts",
            "hmac",
            "jwt",
            "pass",
            "passwd",
            "pwd",
            "sessionid",
            "sig",
            "sign",
            "ticket");

    private static final Pattern SECRET_ENDING =
            Pattern.compile(".*(token|secret|signature|password|apikey|accesskey)");
    private static final Pattern SIGNED = Pattern.compile("x(amz|goog|oss|cos).+|qsign.+");

    private static final Set<String> COMPANIONS = Set.of(
            "awsaccesskeyid",
            "expires",
            "googleaccessid",
            "keypairid",
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

    private static final int MOST_LAYERS = 3;

    private QuerySecrets() {}

    static Reference.Pasted split(String whole) {
        int start = parametersStart(whole);
        List<String> parameters = Arrays.asList(whole.substring(start).split("&", -1));
        if (parameters.stream().noneMatch(QuerySecrets::secret)) {
            return new Reference.Pasted(new Reference(whole), Optional.empty());
        }
        List<String> kept = new ArrayList<>(parameters);
        kept.removeIf(parameter -> secret(parameter) || COMPANIONS.contains(name(parameter)));
        String bare = whole.substring(0, kept.isEmpty() ? start - 1 : start);
        return new Reference.Pasted(new Reference(bare + String.join("&", kept)), Optional.of(Secret.of(whole)));
    }

    private static int parametersStart(String whole) {
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) == '?' || whole.charAt(i) == '#') {
                return i + 1;
            }
        }
        return whole.length();
    }

    /** Looks below percent-encoding too: a parameter may hold a whole address with parameters of its own. */
    private static boolean secret(String parameter) {
        String layer = parameter;
        for (int depth = 0; depth < MOST_LAYERS; depth++) {
            if (Arrays.stream(layer.split("[?&;#]")).anyMatch(QuerySecrets::names)) {
                return true;
            }
            layer = decoded(layer);
        }
        return false;
    }

    private static boolean names(String piece) {
        int equals = piece.indexOf('=');
        if (equals < 0 || equals == piece.length() - 1) {
            return false;
        }
        String name = name(piece);
        return SECRETS.contains(name)
                || SECRET_ENDING.matcher(name).matches()
                || SIGNED.matcher(name).matches()
                || apiKey(name, piece.substring(equals));
    }

    /** {@code key=} is an API key at some hosts and the name of the object at others. */
    private static boolean apiKey(String name, String value) {
        return name.equals("key") && value.chars().noneMatch(c -> c == '.' || c == '/' || c == '%');
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
