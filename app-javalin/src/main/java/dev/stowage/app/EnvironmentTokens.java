package dev.stowage.app;

import dev.stowage.app.Config.Value;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that lie in the environment, under the names that users of other programs know, and in the file in which HuggingFace's own
 * programs keep theirs.
 *
 * @param surroundings where the environment is
 * @param settings what the sources are told
 */
record EnvironmentTokens(Surroundings surroundings, Map<String, Map<String, Value<String>>> settings) {
    static final String HUGGING_FACE = "huggingface";

    private static final String CIVITAI = "civitai";
    private static final List<String> CIVITAI_NAMES =
            List.of("STOWAGE_CIVITAI_TOKEN", "CIVITAI_API_TOKEN", "CIVITAI_TOKEN", "CIVITAI_API_KEY");
    private static final String OWN_HF_NAME = "STOWAGE_HF_TOKEN";
    private static final List<String> HF_NAMES = List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_API_TOKEN");
    private static final String NOT_IMPLICITLY = "HF_HUB_DISABLE_IMPLICIT_TOKEN";
    private static final Set<String> YES = Set.of("1", "on", "yes", "true");
    private static final Set<String> PUBLIC_HUB = Set.of("https://huggingface.co", "https://huggingface.co/");
    private static final long LARGEST = 64 << 10;

    /** Of each source the first one that is found. */
    List<GivenToken> read() throws StowageException {
        List<GivenToken> tokens = new ArrayList<>();
        first(CIVITAI, CIVITAI_NAMES).ifPresent(tokens::add);
        huggingFace().ifPresent(tokens::add);
        return tokens;
    }

    /** The variable that a person sets for a source, if it has one. */
    static Optional<String> variable(String source) {
        return switch (source) {
            case CIVITAI -> Optional.of("CIVITAI_API_TOKEN");
            case HUGGING_FACE -> Optional.of("HF_TOKEN");
            default -> Optional.empty();
        };
    }

    /** As HuggingFace's programs do it: who does not want to be logged in unasked is not, by what was meant for them. */
    private Optional<GivenToken> huggingFace() throws StowageException {
        Optional<GivenToken> ours = first(HUGGING_FACE, List.of(OWN_HF_NAME));
        boolean unasked = !YES.contains(set(NOT_IMPLICITLY).orElse("").toLowerCase(Locale.ROOT));
        if (ours.isPresent() || !unasked) {
            return ours;
        }
        Optional<GivenToken> set = first(HUGGING_FACE, HF_NAMES);
        return set.isPresent() || !publicHub() ? set : file(tokenFile());
    }

    /** What lies in the file is for the public site: nobody meant it for whatever site is configured here. */
    private boolean publicHub() {
        return Optional.ofNullable(settings.getOrDefault(HUGGING_FACE, Map.of()).get("endpoint"))
                .map(endpoint -> PUBLIC_HUB.contains(endpoint.value().strip()))
                .orElse(true);
    }

    private Path tokenFile() {
        return set("HF_TOKEN_PATH")
                .map(this::path)
                .orElseGet(() -> set("HF_HOME")
                        .map(this::path)
                        .orElseGet(() -> set("XDG_CACHE_HOME")
                                .map(this::path)
                                .orElseGet(() -> path("~/.cache"))
                                .resolve("huggingface"))
                        .resolve("token"));
    }

    /** One that is absent, empty or no file holds none. */
    private static Optional<GivenToken> file(Path file) throws StowageException {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            return text.isBlank() ? Optional.empty() : Optional.of(GivenToken.of(HUGGING_FACE, text, file.toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskProblem.of("read HuggingFace's token file " + file, file, e);
        }
    }

    private Optional<GivenToken> first(String source, List<String> names) throws StowageException {
        for (String name : names) {
            Optional<String> text = set(name);
            if (text.isPresent()) {
                return Optional.of(GivenToken.of(source, text.get(), name));
            }
        }
        return Optional.empty();
    }

    private Path path(String text) {
        boolean home = text.equals("~") || text.startsWith("~/");
        String own = set("HOME").orElseGet(() -> surroundings.properties().getOrDefault("user.home", ""));
        return home ? Path.of(own, text.substring(1)) : Path.of(text);
    }

    /** A variable that is set to something: a blank one counts as not set. */
    private Optional<String> set(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }
}
