package dev.stowage.huggingface;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number format that a file's name tells. */
final class Quantization {
    /** The one that llama.cpp and Ollama take when nobody says which. */
    static final String USUAL = "Q4_K_M";

    private static final String EDGE_BEFORE = "(?<![A-Z0-9])";
    private static final String EDGE_AFTER = "(?![A-Z0-9])";
    private static final Pattern GGUF = Pattern.compile(EDGE_BEFORE
            + "(?:UD-)?(?:I?Q[1-8](?:_[0-9K](?:_(?:XXS|XS|S|M|L|XL))?|_(?:XXS|XS|S|M|L|NL))?|TQ[12]_0|MXFP4(?:_MOE)?|BF16|F?P?(?:16|32))"
            + EDGE_AFTER);
    private static final Pattern WEIGHTS = Pattern.compile(
            EDGE_BEFORE + "(?:FP32|FP16|BF16|FP8(?:_E4M3FN|_E5M2)?(?:_SCALED)?|NVFP4|FP4|NF4|INT8|INT4)" + EDGE_AFTER);

    private Quantization() {}

    /** The label of a GGUF file, upper-case: the last one in its name. */
    static Optional<String> label(String stem) {
        return last(GGUF, stem);
    }

    /** The precision of a file's weights, as people write it. */
    static Optional<String> precision(HubFile file) {
        return file.extension().equals("gguf")
                ? label(file.stem())
                : last(WEIGHTS, file.stem()).map(label -> label.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> last(Pattern pattern, String stem) {
        Matcher matcher = pattern.matcher(stem.toUpperCase(Locale.ROOT));
        Optional<String> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(matcher.group());
        }
        return found;
    }
}
