package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** One file of a version, as the site lists it. */
final class FileEntry {
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigDecimal MOST_KIBI = BigDecimal.valueOf(1L << 50);
    private static final Set<String> FLAGGED = Set.of("Danger", "Error");

    private final JsonNode json;
    private final Map<String, String> traits = new TreeMap<>();

    FileEntry(JsonNode json) {
        this.json = json;
        JsonNode metadata = json.path("metadata");
        Selection.TRAITS.forEach(name -> Json.text(metadata, name).ifPresent(value -> traits.put(name, value)));
    }

    /** Its number; abridged answers leave it out. */
    OptionalInt id() {
        return Json.id(json, "id");
    }

    /** What the site calls it, untouched; empty when it is no name at all. */
    String name() {
        return Json.raw(json, "name")
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .orElse("");
    }

    /** The site's word; the usual one when it says none. */
    String type() {
        return Json.text(json, "type").orElse("Model");
    }

    Optional<String> trait(String name) {
        return Optional.ofNullable(traits.get(name));
    }

    boolean primary() {
        return Json.is(json, "primary");
    }

    /** Whether the site's scan found something in it, or failed. */
    boolean flagged() {
        return Json.text(json, "virusScanResult").filter(FLAGGED::contains).isPresent()
                || Json.text(json, "pickleScanResult").filter(FLAGGED::contains).isPresent();
    }

    /** The size is given in KiB, with as many decimals as it takes to be exact. */
    OptionalLong bytes() {
        JsonNode size = json.path("sizeKB");
        if (!size.isNumber()) {
            return OptionalLong.empty();
        }
        BigDecimal kibi = size.decimalValue();
        boolean possible = kibi.signum() >= 0 && kibi.compareTo(MOST_KIBI) <= 0 && kibi.scale() <= 100;
        return possible
                ? OptionalLong.of(
                        kibi.multiply(KIBI).setScale(0, RoundingMode.HALF_UP).longValueExact())
                : OptionalLong.empty();
    }

    Optional<String> digest(String algorithm) {
        return Json.text(json.path("hashes"), algorithm);
    }

    /** Whether any of its digests, shortened ones too, is this. */
    boolean hashesTo(String hex) {
        for (JsonNode digest : json.path("hashes")) {
            if (digest.isTextual() && digest.textValue().strip().equalsIgnoreCase(hex)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What leads to the file where its number does not. The site lists a VAE of another model among the files of those that use it, and
     * there its number finds nothing; then the printed link counts.
     */
    Map<String, String> detour() {
        if (id().isEmpty()) {
            Map<String, String> all = new TreeMap<>(traits);
            all.put(Selection.TYPE, type());
            return all;
        }
        return primary() || !type().equals(FileTypes.VAE) ? Map.of() : printed();
    }

    /** The container, in our words where there is one. */
    Optional<String> format() {
        String written = trait("format").orElse("").toLowerCase(Locale.ROOT);
        return switch (written) {
            case "safetensor" -> Optional.of("safetensors");
            case "pickletensor" -> Optional.of("pickle");
            case "gguf" -> Optional.of("gguf");
            case "diffusers", "core ml" -> Optional.of("zip");
            default -> byExtension();
        };
    }

    /** The number format of the weights; that of a quantised file is told by its quantisation. */
    Optional<String> precision() {
        return trait("quantType")
                .filter(type -> !type.equals("None"))
                .or(() -> trait("fp"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    private Optional<String> byExtension() {
        String name = name().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "safetensors", "sft" -> Optional.of("safetensors");
            case "ckpt", "pt", "pth", "bin" -> Optional.of("pickle");
            case "gguf" -> Optional.of("gguf");
            case "zip" -> Optional.of("zip");
            case "onnx" -> Optional.of("onnx");
            default -> Optional.empty();
        };
    }

    private Map<String, String> printed() {
        Optional<String> query = Json.raw(json, "downloadUrl").flatMap(FileEntry::query);
        return query.map(text -> Selection.of(Parameters.of(text)).traits()).orElse(Map.of());
    }

    private static Optional<String> query(String url) {
        try {
            return Optional.ofNullable(URI.create(url.replace(" ", "%20")).getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
