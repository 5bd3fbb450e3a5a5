package dev.stowage.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a model card, without the data at its head. */
final class Readme {
    static final String NAME = "README.md";
    private static final int LONGEST = 65_536;
    private static final Pattern HEAD =
            Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(?:.*?\\R)??---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);
    private static final Pattern TRIGGERS = Pattern.compile(
            "^#{1,6}[ \\t]*(?:\\*\\*)?[ \\t]*(?:trigger|activation)[ \\t-]*(?:words?|phrases?|tokens?|keywords?)\\b[^\\n]*\\n([^#]*)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]{1,200})`");

    private final String body;

    Readme(String text) {
        Matcher head = HEAD.matcher(text);
        body = (head.find() ? text.substring(head.end()) : text).strip();
    }

    /** The text as its author wrote it, in Markdown; cut where it is longer than anybody reads. */
    Optional<String> description() {
        if (body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(body.length() <= LONGEST ? body : body.substring(0, wholeCharacters()) + "…");
    }

    /** What is written in code marks below the heading that announces trigger words. */
    List<String> triggerWords() {
        List<String> words = new ArrayList<>();
        Matcher section = TRIGGERS.matcher(body.replace("\r\n", "\n"));
        if (section.find()) {
            Matcher quoted = QUOTED.matcher(section.group(1));
            while (quoted.find()) {
                words.add(quoted.group(1).strip());
            }
        }
        return words;
    }

    private int wholeCharacters() {
        return Character.isHighSurrogate(body.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
