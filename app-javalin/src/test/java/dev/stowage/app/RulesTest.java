package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesTest {
    private static final String PONIES =
            "{\"name\":\"ponies\",\"when\":{\"type\":[\"lora\",\"vae\"],\"base_model\":[\"Pony\"]},\"template\":\"p/{base_model}\"}";

    @TempDir
    private Path folder;

    private Run run = new Run(Path.of("."));

    @BeforeEach
    void next() {
        run = new Run(folder);
    }

    @Test
    void rulesAreListedInTheOrderInWhichTheyAreTried() {
        set("[{\"name\":\"rest\",\"template\":\"rest\"}, " + PONIES + "]");
        next();
        assertEquals(0, run.stowage("rules"), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals("RULE             BY        WHEN                           FOLDER", lines.get(0));
        assertEquals("rest             you       always                         rest", lines.get(1));
        assertEquals("ponies           you       type=lora|vae base_model=Pony  p/{base_model}", lines.get(2));
        assertEquals("checkpoint       layout    type=checkpoint                checkpoints", lines.get(3));
    }

    @Test
    void whatIsPrintedCanBeSetAgain() throws IOException {
        set("[" + PONIES + "]");
        next();
        assertEquals(0, run.stowage("rules", "--json"), run::err);
        String printed = run.out();
        JsonNode json = new ObjectMapper().readTree(printed);
        assertEquals(PONIES, json.path("rules").path(0).toString());
        assertEquals(
                "checkpoints", json.path("builtin").path(0).path("template").textValue());
        Path file = Files.writeString(folder.resolve("rules.json"), printed);
        next();
        assertEquals(0, run.stowage("rules", "set", "--json", file.toString()), run::err);
        assertEquals(printed, run.out());
    }

    @Test
    void fieldsMayBeWrittenAsTheApiWritesThem() throws IOException {
        String printed = set(
                "[{\"name\":\"a\",\"when\":{\"baseModel\":\"Pony\",\"baseFamily\":[\"sdxl\"]},\"template\":\"x\"}]");
        assertEquals(
                "{\"base_model\":[\"Pony\"],\"base_family\":[\"sdxl\"]}",
                new ObjectMapper()
                        .readTree(printed)
                        .path("rules")
                        .path(0)
                        .path("when")
                        .toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[{\"name\":\"a\",\"template\":\"x\",\"wen\":{}}] | rule 1: it has a \"wen\". There are name, when, template.",
                "[{\"name\":\"a\",\"template\":\"x\",\"when\":{\"base\":[]}}] | rule 1 \"a\": there is no field \"base\" to test. There are type, base_model, base_family, source, creator, name, version, format.",
                "[{\"name\":\"a\",\"template\":\"x\",\"when\":{\"type\":[7]}}] | rule 1 \"a\": a word for type is no text.",
                "[{\"name\":\"a\",\"template\":\"x\",\"when\":{\"type\":[]}}] | its condition on type lacks a word",
                "[{\"name\":\"a\",\"template\":\"x\",\"when\":{\"base_model\":[\"a\"],\"baseModel\":[\"b\"]}}] | two conditions on base_model",
                "[{\"name\":\"a\",\"template\":\"x\",\"when\":[]}] | its \"when\" is no object",
                "[{\"name\":\"a\"}] | rule 1: it has no text as \"template\"",
                "[{\"template\":\"x\"}] | rule 1: it has no text as \"name\"",
                "[{\"name\":\"a\",\"template\":\"../x\"}] | rule 1 \"a\": \"..\" in its template",
                "[{\"name\":\"a\",\"template\":\"x\"},{\"name\":\"A\",\"template\":\"x\"}] | rule 2 \"A\": rule 1 has that name already",
                "{\"name\":\"a\"} | there is no array of rules",
                "[{] | line 1 is not JSON",
                "[] [] | line 1 is not JSON",
                "7 | there is no array of rules",
            })
    void whatCannotBeMeantIsToldAndChangesNothing(String json, String why) {
        set("[" + PONIES + "]");
        next();
        assertEquals(2, run.input(json).stowage("rules", "set", "-"), run::err);
        assertTrue(run.err().contains(why), run.err());
        assertEquals("", run.out());
        next();
        assertEquals(0, run.stowage("rules"), run::err);
        assertTrue(run.out().contains("ponies"), run.out());
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertEquals(2, run.stowage("rules", "set", "nowhere.json"));
        assertTrue(run.err().contains("from nowhere.json: there is no such file."), run.err());
        next();
        assertEquals(2, run.stowage("rules", "set", "."));
        assertTrue(run.err().contains("from .: it is a folder."), run.err());
    }

    @Test
    void tryingSaysWhereAFileWouldGoAndWhy() {
        set("[" + PONIES + "]");
        next();
        assertEquals(0, run.stowage("rules", "try", "--type", "LoRA", "--base-model", "Pony"), run::err);
        assertEquals(
                "goes to " + folder.resolve("models/p/Pony/model.safetensors") + " (rule ponies)\n  ponies: holds\n",
                run.out());
        next();
        assertEquals(0, run.stowage("rules", "try", "--type", "checkpoint"), run::err);
        assertEquals(
                "goes to " + folder.resolve("models/checkpoints/model.safetensors")
                        + " (rule checkpoint)\n  ponies: type is checkpoint\n  checkpoint: holds\n",
                run.out());
    }

    @Test
    void unsavedRulesCanBeTried() throws IOException {
        String mine = "[{\"name\":\"mine\",\"when\":{\"creator\":[\"ann\"]},\"template\":\"{creator}/{format}\"}]";
        run.input(mine);
        assertEquals(
                0,
                run.stowage("rules", "try", "--json", "--creator", "Ann", "--file-name", "a.gguf", "--rules", "-"),
                run::err);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(
                folder.resolve("models/Ann/gguf/a.gguf").toString(),
                json.path("path").textValue());
        assertEquals("mine", json.path("rule").textValue());
        next();
        assertEquals(0, run.stowage("rules", "--json"), run::err);
        assertEquals(0, new ObjectMapper().readTree(run.out()).path("rules").size());
    }

    private String set(String json) {
        next();
        assertEquals(0, run.input(json).stowage("rules", "set", "--json", "-"), run::err);
        return run.out();
    }
}
