package dev.stowage.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stowage.app.json.RuleJson;
import dev.stowage.model.Codes;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Placement rules that a person has written. */
record RuleFile(Surroundings surroundings) {
    private static final String INPUT = "-";
    private static final int LARGEST = 8 << 20;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws StowageException when there is no such file, or it holds no rules */
    List<PlacementRule> read(String name) throws StowageException {
        try {
            return RuleJson.read(STRICT.readTree(bytes(name)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.USAGE,
                            Codes.BAD_RULE,
                            "understand the placement rules in " + shown(name),
                            "line " + Math.max(1, line) + " is not JSON: " + e.getOriginalMessage(),
                            "Correct that line."),
                    e);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw noFile(name, "there is no such file");
        } catch (IOException e) {
            if (!name.equals(INPUT) && Files.isDirectory(Path.of(name))) {
                throw noFile(name, "it is a folder");
            }
            throw DiskProblem.of("read the placement rules", Path.of(name.equals(INPUT) ? "/dev/stdin" : name), e);
        }
    }

    private static UsageException noFile(String name, String why) {
        return new UsageException("Could not read the placement rules from " + shown(name) + ": " + why
                + ". Give a JSON file, or - for the input.");
    }

    private byte[] bytes(String name) throws IOException {
        return name.equals(INPUT)
                ? surroundings.streams().keyboard().in().readNBytes(LARGEST)
                : Files.readAllBytes(Path.of(name));
    }

    private static String shown(String name) {
        return name.equals(INPUT) ? "the input" : name;
    }
}
