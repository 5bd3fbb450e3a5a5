package dev.stowage.model;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes what people paste but RFC 3986 forbids: spaces, brackets in paths, stray percent signs, non-ASCII letters; these in a
 * host become punycode.
 */
final class LegalUrl {
    private static final String LEGAL = "-._~:/?@!$&'()*+,;=%";

    private LegalUrl() {}

    static String of(String url) {
        int hash = url.indexOf('#');
        String text = hash < 0 ? url : url.substring(0, hash);
        int pathStart = pathStart(text);
        int host = text.indexOf("://") + 3;
        return text.substring(0, host) + ascii(text.substring(host, pathStart)) + encoded(text.substring(pathStart));
    }

    /** The host in its ASCII form; one that has none is left for the URL's parser to refuse. */
    private static String ascii(String authority) {
        if (authority.chars().allMatch(c -> c < 128) || authority.indexOf('@') >= 0) {
            return authority;
        }
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES) + authority.substring(host.length());
        } catch (IllegalArgumentException noHost) {
            return authority;
        }
    }

    private static int pathStart(String url) {
        int authority = url.indexOf("://") + 3;
        for (int i = authority; i < url.length(); i++) {
            if (url.charAt(i) == '/' || url.charAt(i) == '?') {
                return i;
            }
        }
        return url.length();
    }

    private static String encoded(String rest) {
        StringBuilder out = new StringBuilder(rest.length());
        rest.codePoints().forEach(c -> append(out, c));
        return encodeStrayPercents(out);
    }

    private static void append(StringBuilder out, int codePoint) {
        if (codePoint < 128 && (Character.isLetterOrDigit(codePoint) || LEGAL.indexOf(codePoint) >= 0)) {
            out.append((char) codePoint);
            return;
        }
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(hex(b >> 4)).append(hex(b));
        }
    }

    private static String encodeStrayPercents(StringBuilder text) {
        for (int i = text.indexOf("%"); i >= 0; i = text.indexOf("%", i + 1)) {
            boolean triplet = i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2));
            if (!triplet) {
                text.replace(i, i + 1, "%25");
            }
        }
        return text.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }
}
