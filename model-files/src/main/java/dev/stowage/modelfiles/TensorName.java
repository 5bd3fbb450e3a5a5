package dev.stowage.modelfiles;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map.Entry;

/**
 * A tensor's name, taken apart.
 *
 * @param layer the layer it belongs to, in one naming for all dialects, numbers still in it
 * @param role what it is of that layer
 */
record TensorName(String layer, Role role) {
    /** What frameworks put before the names of layers. Each may occur once, in this order. */
    private static final List<String> PREFIXES = List.of(
            "base_model.model.",
            "model.model.",
            "model.diffusion_model.",
            "diffusion_model.",
            "net.",
            "transformer.",
            "unet.",
            "lora_unet_",
            "lora_transformer_");

    /** What follows after the name of a layer, dots as underscores; the first that fits wins. */
    private static final List<Entry<String, Role>> SUFFIXES = List.of(
            entry("_lora_down_weight", Role.DOWN),
            entry("_lora_up_weight", Role.UP),
            entry("_lora_A_weight", Role.DOWN),
            entry("_lora_B_weight", Role.UP),
            entry("_lora_A_default_weight", Role.DOWN),
            entry("_lora_B_default_weight", Role.UP),
            entry("_lora_A", Role.DOWN),
            entry("_lora_B", Role.UP),
            entry("_lora1_down_weight", Role.DOWN),
            entry("_lora1_up_weight", Role.UP),
            entry("_lora2_down_weight", Role.DOWN),
            entry("_lora2_up_weight", Role.UP),
            entry("_lora_mid_weight", Role.PART),
            entry("_lora_B_bias", Role.COMPANION),
            entry("_hada_w1_a", Role.UP),
            entry("_hada_w1_b", Role.DOWN),
            entry("_hada_w2_a", Role.PART),
            entry("_hada_w2_b", Role.PART),
            entry("_lokr_w1", Role.PART),
            entry("_lokr_w2", Role.PART),
            entry("_lokr_w1_a", Role.PART),
            entry("_lokr_w1_b", Role.PART),
            entry("_lokr_w2_a", Role.PART),
            entry("_lokr_w2_b", Role.PART),
            entry("_lokr_t2", Role.PART),
            entry("_oft_blocks", Role.PART),
            entry("_oft_diag", Role.PART),
            entry("_dora_scale", Role.COMPANION),
            entry("_magnitude_vector", Role.COMPANION),
            entry("_alpha", Role.COMPANION),
            entry("_on_input", Role.COMPANION),
            entry("_diff", Role.COMPANION),
            entry("_diff_b", Role.COMPANION),
            entry("_weight", Role.WEIGHT));

    static TensorName of(String tensor) {
        String bare = tensor;
        for (String prefix : PREFIXES) {
            bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
        }
        String flat = bare.replace('.', '_');
        for (Entry<String, Role> suffix : SUFFIXES) {
            if (flat.endsWith(suffix.getKey())) {
                String layer = flat.substring(0, flat.length() - suffix.getKey().length());
                return new TensorName(layer, suffix.getValue());
            }
        }
        return new TensorName(flat, Role.OTHER);
    }

    /** What a tensor is of its layer. */
    enum Role {
        /** The layer itself. */
        WEIGHT(Adapter.NONE, true, true),
        /** Something else of it, or a tensor that stands alone. */
        OTHER(Adapter.NONE, true, true),
        /** The half of a low-rank pair that takes what goes in. */
        DOWN(Adapter.ADAPTS, true, false),
        /** The half of a low-rank pair that gives what comes out. */
        UP(Adapter.ADAPTS, false, true),
        /** A factor whose shape does not tell the layer's. */
        PART(Adapter.ADAPTS, false, false),
        /** What stands beside the factors. */
        COMPANION(Adapter.ACCOMPANIES, false, false);

        private final Adapter adapter;
        private final boolean tellsInputs;
        private final boolean tellsOutputs;

        Role(Adapter adapter, boolean tellsInputs, boolean tellsOutputs) {
            this.adapter = adapter;
            this.tellsInputs = tellsInputs;
            this.tellsOutputs = tellsOutputs;
        }

        Adapter adapter() {
            return adapter;
        }

        boolean tellsInputs() {
            return tellsInputs;
        }

        boolean tellsOutputs() {
            return tellsOutputs;
        }
    }

    /** How surely a tensor belongs to an adapter. */
    enum Adapter {
        ADAPTS,
        ACCOMPANIES,
        NONE
    }
}
