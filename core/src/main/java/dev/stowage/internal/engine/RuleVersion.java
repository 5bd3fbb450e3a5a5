package dev.stowage.internal.engine;

import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells lists of rules apart by what is in them, so that no store has to count. */
final class RuleVersion {
    private static final int DIGITS = 32;

    private RuleVersion() {}

    static String of(List<PlacementRule> rules) {
        MessageDigest digest = sha256();
        for (PlacementRule rule : rules) {
            Map<Field, TreeSet<String>> sorted = new TreeMap<>();
            rule.conditions().forEach((field, words) -> sorted.put(field, new TreeSet<>(words)));
            add(digest, rule.name());
            sorted.forEach((field, words) -> {
                add(digest, field.wire());
                words.forEach(word -> add(digest, "=" + word));
            });
            add(digest, ">" + rule.template());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** Each text with its length, so that no two lists have the same bytes. */
    private static void add(MessageDigest digest, String text) {
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
