package dev.stowage.civitai;

import dev.stowage.model.FileKey;
import dev.stowage.model.FileKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What names a file for good: {@code VERSION/FILE}, behind it {@code ?…} what leads to it where its number does not, and {@code @HOST}
 * when another front than the usual one was asked.
 *
 * @param file its number; without one there are traits
 */
record FileRef(int version, OptionalInt file, Map<String, String> traits, Optional<String> host) {
    private static final Pattern FORM = Pattern.compile(
            "(?<version>[0-9]{1,10})/(?<file>[0-9]{1,10}|-)(\\?(?<traits>[^@]{1,400}))?(@(?<host>[a-z0-9.-]+))?");

    FileRef {
        traits = Map.copyOf(traits);
    }

    static Optional<FileRef> of(FileKey key) {
        Matcher form = FORM.matcher(key.id());
        if (!form.matches()) {
            return Optional.empty();
        }
        OptionalInt version = Numbers.id(form.group("version"));
        OptionalInt file = Numbers.id(form.group("file"));
        Map<String, String> traits =
                Selection.of(Parameters.of(form.group("traits"))).traits();
        boolean nothing = version.isEmpty() || (file.isEmpty() && traits.isEmpty());
        return nothing
                ? Optional.empty()
                : Optional.of(new FileRef(version.getAsInt(), file, traits, Optional.ofNullable(form.group("host"))));
    }

    /** All files of a version, whichever front they came from. */
    static FileKeys ofVersion(int version) {
        return new FileKeys(CivitaiProvider.ID, version + "/");
    }

    FileKey key() {
        String number = file.isPresent() ? Integer.toString(file.getAsInt()) : "-";
        String text = version + "/" + number + (traits.isEmpty() ? "" : "?" + query());
        return new FileKey(
                CivitaiProvider.ID, text + host.map(name -> "@" + name).orElse(""));
    }

    /** The download address without its origin. */
    String path() {
        String pinned = traits.isEmpty() ? Selection.FILE + "=" + file.orElseThrow() : query();
        return "/api/download/models/" + version + "?" + pinned;
    }

    private String query() {
        return new TreeMap<>(traits)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
