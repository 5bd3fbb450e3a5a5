package dev.stowage.tck;

import dev.stowage.model.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** References that break whatever handles them carelessly. The same seed makes the same ones. */
final class NastyReferences {
    private static final List<String> WHOLE = List.of(
            "a",
            "?",
            "#",
            "://",
            "http://",
            "https:///path",
            "https://[::1",
            "https://[::ffff:127.0.0.1]/x",
            "https://user@host/x",
            "https://example.test:99999/x",
            "https://example.test:-1/x",
            "https://example.test/%",
            "https://example.test/%zz/%00/%0d%0a",
            "https://example.test/..%2f..%2fetc/passwd",
            "https://example.test/" + "a/".repeat(3000),
            "https://xn--80ak6aa92e.test/",
            "https://\u0430pple.test/",
            "https://example.test\u2024evil.test/",
            "HTTPS://EXAMPLE.TEST/UPPER?A=B",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "urn:air:sdxl:lora:civitai:1@2",
            "999999999999999999999999999999",
            "-1",
            "1@",
            "@1",
            "a/b/c/d",
            "\\\\server\\share",
            "C:\\models\\x.safetensors",
            "\uD800 a lone surrogate",
            "\u202Egnp.exe",
            "🦊".repeat(2000),
            "(((((((((((((((((((((((((((((((((((",
            "a".repeat(8192),
            "%".repeat(8192));
    private static final List<String> PIECES = List.of(
            "http",
            "https",
            "://",
            "/",
            "//",
            "?",
            "&",
            "=",
            "#",
            "%",
            "%2F",
            "%00",
            ":",
            "@",
            "..",
            "models",
            "resolve",
            "api",
            "download",
            "blob",
            "main",
            "civitai.com",
            "huggingface.co",
            "example.test",
            "modelVersionId",
            "1",
            "0",
            "-1",
            "18446744073709551616",
            " ",
            "\u00e9",
            "\u200b",
            "日本",
            "🦊",
            "[",
            "]",
            "{",
            "}",
            "|",
            "\\",
            "\"",
            "<",
            ">",
            "^",
            "`",
            "safetensors",
            ".",
            "token",
            "+",
            ";",
            ",",
            "!",
            "$",
            "'",
            "*",
            "(",
            ")");

    private NastyReferences() {}

    /** So many references, the worst first, each also in the neighbourhood of one that is meant. */
    static List<Reference> list(long seed, int count, List<Reference> meant) {
        Random random = new Random(seed);
        List<Reference> references = new ArrayList<>();
        WHOLE.forEach(text -> references.add(new Reference(text)));
        while (references.size() < count) {
            String text = random.nextInt(3) == 0 && !meant.isEmpty()
                    ? mutated(meant.get(random.nextInt(meant.size())).text(), random)
                    : joined(random);
            if (!text.isBlank() && text.length() <= 8192) {
                references.add(new Reference(text));
            }
        }
        return references;
    }

    private static String joined(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(3));
        return text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(end);
    }
}
