package dev.stowage.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Networks that may be reached although they are private, as a person lists them. */
final class AllowedAddresses {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F.:]+)(?:/([0-9]{1,3}))?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private AllowedAddresses() {}

    /**
     * Reads networks between commas, each an address with a prefix length; a single address counts as a network of one.
     *
     * @return the same with prefix lengths everywhere
     * @throws IllegalArgumentException when an item is something else; the message is the reason, to follow a colon
     */
    static String parse(String text) {
        List<String> networks = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                networks.add(network(item.strip()));
            }
        }
        return String.join(",", networks);
    }

    private static String network(String item) {
        Matcher form = FORM.matcher(item);
        int most = form.matches() ? bits(form.group(1)).orElse(0) : 0;
        if (most == 0) {
            throw new IllegalArgumentException("\"" + item + "\" is no network address");
        }
        int prefix = form.group(2) == null ? most : Integer.parseInt(form.group(2));
        if (prefix > most) {
            throw new IllegalArgumentException("the prefix length of \"" + item + "\" is not between 0 and " + most);
        }
        return form.group(1) + "/" + prefix;
    }

    private static OptionalInt bits(String address) {
        if (address.indexOf(':') < 0) {
            return IPV4.matcher(address).matches() ? OptionalInt.of(IPV4_BITS) : OptionalInt.empty();
        }
        try {
            InetAddress literal = InetAddress.getByName(address); // with a colon in it, never looked up
            return literal.getHostAddress().isEmpty() ? OptionalInt.empty() : OptionalInt.of(IPV6_BITS);
        } catch (UnknownHostException notAnAddress) {
            return OptionalInt.empty();
        }
    }
}
