package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
    private static final BaseFamily SDXL = new BaseFamily("sdxl");

    @Test
    void startsWithWhatTheSourceSays() {
        ModelInfo model = ModelInfo.builder("Dragon")
                .type(ModelType.LORA)
                .baseModel(new BaseModel("Pony"))
                .baseFamily(SDXL)
                .triggerWords(List.of("drgn", "fire"))
                .description("A dragon.")
                .tags(List.of("animal"))
                .previews(List.of(new PreviewMedia(URI.create("https://h.example/1.png"), PreviewMedia.Kind.IMAGE)))
                .build();
        Draft draft = Draft.of(model, Samples.file(), Answers.NONE);
        assertEquals(
                new Draft(
                        "Dragon",
                        ModelType.LORA,
                        Optional.of(new BaseModel("Pony")),
                        Optional.of(SDXL),
                        List.of("drgn", "fire"),
                        Optional.of("A dragon."),
                        List.of("animal"),
                        Optional.of(URI.create("https://h.example/1.png"))),
                draft);
    }

    @Test
    void takesAPersonsWordBeforeTheSources() {
        Answers answers = Answers.builder()
                .type(ModelType.VAE)
                .baseModel(new BaseModel("SD 1.5"))
                .name(new FileName("mine.safetensors"))
                .build();
        Draft draft = Draft.of(Samples.MODEL, Samples.file(), answers);
        assertEquals(ModelType.VAE, draft.type());
        assertEquals(Optional.of(new BaseModel("SD 1.5")), draft.baseModel());
        assertEquals(Optional.of(new BaseFamily("sd1")), draft.baseFamily());
        assertEquals("mine", draft.name());
    }

    @Test
    void takesTheFilesTypeBeforeTheModels() {
        RemoteFile vae =
                RemoteFile.builder(Samples.KEY, "x").type(ModelType.VAE).build();
        assertEquals(ModelType.VAE, Draft.of(Samples.MODEL, vae, Answers.NONE).type());
        assertEquals(
                ModelType.LORA,
                Draft.of(Samples.MODEL, Samples.file(), Answers.NONE).type());
    }

    @Test
    void learnsFromTheBytesOnlyWhatNobodyHasSaid() {
        Draft known = Samples.draft();
        assertEquals(
                ModelType.LORA,
                known.with(ModelType.CHECKPOINT, Optional.of(SDXL)).type());
        assertEquals(
                Optional.of(SDXL),
                known.with(ModelType.UNKNOWN, Optional.of(SDXL)).baseFamily());

        Draft unknown = Draft.of(ModelInfo.builder("x").baseFamily(SDXL).build(), Samples.file(), Answers.NONE);
        Draft inspected = unknown.with(ModelType.CHECKPOINT, Optional.of(new BaseFamily("sd1")));
        assertEquals(ModelType.CHECKPOINT, inspected.type());
        assertEquals(Optional.of(SDXL), inspected.baseFamily());
        assertEquals(unknown, unknown.with(ModelType.UNKNOWN, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void hasAName(String name) {
        Draft draft = Samples.draft();
        assertThrows(
                IllegalArgumentException.class,
                () -> new Draft(
                        name,
                        draft.type(),
                        draft.baseModel(),
                        draft.baseFamily(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void keepsItsOwnCopies() {
        List<String> words = new ArrayList<>(List.of("one"));
        Draft draft = new Draft(
                "x",
                ModelType.LORA,
                Optional.empty(),
                Optional.empty(),
                words,
                Optional.empty(),
                words,
                Optional.empty());
        words.add("two");
        assertEquals(List.of("one"), draft.triggerWords());
        assertEquals(List.of("one"), draft.tags());
        assertThrows(UnsupportedOperationException.class, () -> draft.tags().add("x"));
    }
}
