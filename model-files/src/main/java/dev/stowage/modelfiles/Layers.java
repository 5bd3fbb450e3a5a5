package dev.stowage.modelfiles;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layers that a file's tensors belong to, in one naming for all dialects, so that one table serves checkpoints and adapters alike.
 *
 * <p>Dots become underscores, known prefixes and the suffixes of adapters go, and a number that stands alone becomes {@code #}:
 * {@code lora_unet_double_blocks_7_img_mlp_0.lora_down.weight} and {@code diffusion_model.double_blocks.7.img_mlp.0.lora_A.weight} both
 * speak of {@code double_blocks_#_img_mlp_#}. How many layers of a name there are is kept as the highest number after it.
 */
final class Layers {
    /** More different names than any known model has; beyond that nothing is told. */
    private static final int MAX_NAMES = 20_000;

    private static final int MAX_NAME = 500;
    private static final Pattern NUMBER = Pattern.compile("(?<=^|_)\\d{1,6}(?=_|$)");

    private final Builder parts;

    private Layers(Builder parts) {
        this.parts = parts;
    }

    /** Whether any layer's name contains this. */
    boolean has(Pattern name) {
        return parts.layers.keySet().stream()
                .anyMatch(layer -> name.matcher(layer).find());
    }

    /** Whether there are layers, and all their names begin like this. */
    boolean hasOnly(Pattern name) {
        return !parts.layers.isEmpty()
                && parts.layers.keySet().stream()
                        .allMatch(layer -> name.matcher(layer).lookingAt());
    }

    /** How many numbers go into the layer of this name, when its tensors tell. */
    OptionalLong inputs(Pattern name) {
        return width(name, layer -> layer.inputs);
    }

    /** How many numbers come out of the layer of this name, when its tensors tell. */
    OptionalLong outputs(Pattern name) {
        return width(name, layer -> layer.outputs);
    }

    /** The highest number that directly follows these words, -1 when none does. */
    int last(String words) {
        return parts.last.getOrDefault(words, -1);
    }

    /** How many tensors there are. */
    int tensors() {
        return parts.tensors;
    }

    /** Whether most tensors change layers of another model; a merged checkpoint may carry a few of these, too. */
    boolean isAdapter() {
        return parts.adapting > 0 && 2 * (parts.adapting + parts.accompanying) > parts.tensors;
    }

    /** Whether there is more than a table can be held against. */
    boolean isOverwhelming() {
        return parts.overwhelming;
    }

    private OptionalLong width(Pattern name, ToLongFunction<Layer> side) {
        return parts.layers.entrySet().stream()
                .filter(entry -> name.matcher(entry.getKey()).find())
                .mapToLong(entry -> side.applyAsLong(entry.getValue()))
                .filter(width -> width > 0)
                .findFirst();
    }

    /** Collects tensors. Not thread-safe. */
    static final class Builder {
        private final Map<String, Layer> layers = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        private int tensors;
        private int adapting;
        private int accompanying;
        private boolean overwhelming;

        /** Adds one; the shape is the order of PyTorch, outputs first. */
        void add(String tensor, long[] shape) {
            tensors++;
            overwhelming |= layers.size() >= MAX_NAMES || tensor.length() > MAX_NAME;
            if (overwhelming) {
                return;
            }
            TensorName name = TensorName.of(tensor);
            switch (name.role().adapter()) {
                case ADAPTS -> adapting++;
                case ACCOMPANIES -> accompanying++;
                case NONE -> {}
            }
            layers.computeIfAbsent(collapse(name.layer()), key -> new Layer())
                    .measure(name.layer(), name.role(), shape);
        }

        Layers build() {
            return new Layers(this);
        }

        private String collapse(String name) {
            StringBuilder collapsed = new StringBuilder();
            Matcher number = NUMBER.matcher(name);
            int end = 0;
            while (number.find()) {
                String words = name.substring(end, number.start());
                last.merge(trimmed(words), Integer.parseInt(number.group()), Math::max);
                collapsed.append(words).append('#');
                end = number.end();
            }
            return collapsed.append(name, end, name.length()).toString();
        }

        private static String trimmed(String words) {
            int from = words.startsWith("_") ? 1 : 0;
            int to = words.endsWith("_") ? words.length() - 1 : words.length();
            return from < to ? words.substring(from, to) : "";
        }
    }

    /** The widths of the first of all layers whose names differ only in numbers; files list their tensors in any order. */
    private static final class Layer {
        private String name = "";
        private long inputs;
        private long outputs;

        void measure(String literal, TensorName.Role role, long[] shape) {
            int order = name.isEmpty() ? -1 : literal.compareTo(name);
            if (order > 0 || shape.length == 0) {
                return;
            }
            if (order < 0) {
                name = literal;
                inputs = 0;
                outputs = 0;
            }
            if (role.tellsInputs()) {
                inputs = shape[Math.min(1, shape.length - 1)];
            }
            if (role.tellsOutputs()) {
                outputs = shape[0];
            }
        }
    }
}
