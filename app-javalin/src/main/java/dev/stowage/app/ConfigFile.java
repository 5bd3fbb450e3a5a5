package dev.stowage.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code config.toml} in the data folder says: each value under its dotted key, with the line it stands in.
 *
 * @param values texts; the elements of a list are separated by commas
 */
record ConfigFile(Map<String, Config.Value<String>> values) {
    /** Every setting of a provider can be given below this, as {@code providers.ID.KEY}. */
    static final String PROVIDERS = "providers.";

    /** Says nothing. */
    static final ConfigFile NONE = new ConfigFile(Map.of());

    private static final String NAME = "config.toml";

    ConfigFile {
        values = Map.copyOf(values);
    }

    /**
     * Reads the file; one that is absent says nothing.
     *
     * @param known the keys that have a meaning, besides those of providers
     * @throws StowageException with {@code bad_config} when it cannot be understood, naming file and line
     */
    static ConfigFile in(Path dataFolder, Set<String> known) throws StowageException {
        Path file = dataFolder.resolve(NAME);
        try {
            String text = Files.readString(file);
            JsonNode tree = new TomlMapper().readTree(text);
            return new Reading(file, new TomlLines(text), known).of(tree);
        } catch (NoSuchFileException absent) {
            return NONE;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw bad(place(file, line), "it is not TOML: " + e.getOriginalMessage(), "Correct that line.", e);
        } catch (IOException e) {
            throw DiskProblem.of("read the configuration", file, e);
        }
    }

    Optional<Config.Value<String>> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private static String place(Path file, int line) {
        return file + (line > 0 ? ", line " + line : "");
    }

    private static StowageException bad(String where, String why, String advice, Throwable... cause) {
        Problem problem = Problem.of(Problem.Kind.USAGE, Codes.BAD_CONFIG, "use " + where, why, advice);
        return cause.length == 0 ? new StowageException(problem) : new StowageException(problem, cause[0]);
    }

    /** One file on its way from a tree to keys and values. */
    private record Reading(Path file, TomlLines lines, Set<String> known, Map<String, Config.Value<String>> values) {
        private Reading(Path file, TomlLines lines, Set<String> known) {
            this(file, lines, known, new LinkedHashMap<>());
        }

        private ConfigFile of(JsonNode tree) throws StowageException {
            read("", tree);
            return new ConfigFile(values);
        }

        private void read(String prefix, JsonNode table) throws StowageException {
            for (Map.Entry<String, JsonNode> entry : table.properties()) {
                String key = prefix + entry.getKey();
                if (entry.getValue().isObject()) {
                    read(key + ".", entry.getValue());
                } else {
                    value(key, entry.getValue());
                }
            }
        }

        private void value(String key, JsonNode node) throws StowageException {
            String where = place(file, lines.of(key));
            if (!known.contains(key) && !ofProvider(key)) {
                throw bad(
                        where,
                        "there is no setting \"" + key + "\"",
                        "There are " + String.join(", ", known) + " and " + PROVIDERS + "ID.KEY.");
            }
            if (node.isArray()) {
                List<String> texts = node.valueStream().map(JsonNode::asText).toList();
                values.put(key, new Config.Value<>(String.join(", ", texts), where));
            } else {
                values.put(key, new Config.Value<>(node.asText(), where));
            }
        }

        private static boolean ofProvider(String key) {
            return key.startsWith(PROVIDERS) && key.split("\\.", -1).length == 3;
        }
    }
}
