package dev.stowage.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DraftLimitsTest {
    private static final String TOO_LONG = "x".repeat(DraftLimits.TRIGGER_WORD + 1);

    @Test
    void whatFitsIsTakenToTheLastCharacter() {
        assertDoesNotThrow(() -> {
            DraftLimits.checkName("龍".repeat(DraftLimits.NAME));
            DraftLimits.checkName("\uD83D\uDC09".repeat(DraftLimits.NAME));
            DraftLimits.checkTags(numbered(DraftLimits.MOST_WORDS));
            DraftLimits.checkTags(List.of("x".repeat(DraftLimits.TAG), "anime", "Anime"));
            DraftLimits.checkTriggerWords(List.of("x".repeat(DraftLimits.TRIGGER_WORD)));
            DraftLimits.checkDescription("x\n\t".repeat(DraftLimits.DESCRIPTION / 3));
            DraftLimits.checkDescription("");
        });
    }

    @Test
    void whatNobodyCanMeanIsRefusedWithTheLimit() {
        assertEquals("A name has 1 to 200 characters and no control characters: \" \" has 1", nameRefused(" "));
        assertEquals(
                "A name has 1 to 200 characters and no control characters: \"" + "x".repeat(40) + "…\" has 201",
                nameRefused("x".repeat(201)));
        assertEquals(
                "A name has 1 to 200 characters and no control characters: \"a\uFFFDb\" has 3", nameRefused("a\nb"));
        assertEquals(
                "A tag has 1 to 255 characters and no control characters: \"\" has 0", tagsRefused(List.of("a", "")));
        assertEquals("The tag \"a \" is there twice", tagsRefused(List.of("a", "b", "a ")));
        assertEquals("An asset has at most 500 tags, and these are 501", tagsRefused(numbered(501)));
        assertThrows(IllegalArgumentException.class, () -> DraftLimits.checkTriggerWords(List.of(TOO_LONG)));
        assertThrows(IllegalArgumentException.class, () -> DraftLimits.checkName("half a pair \uD83D"));
        assertEquals(
                "A description has at most 200000 characters, and this one has 200001",
                refused(() -> DraftLimits.checkDescription("x".repeat(DraftLimits.DESCRIPTION + 1))));
    }

    @Test
    void whatASourceDeliversIsMadeToFit() {
        ModelInfo model = ModelInfo.builder("\uD83D\uDC09".repeat(DraftLimits.NAME + 1))
                .triggerWords(List.of("drgn", "", TOO_LONG, "drgn", "fire"))
                .description("x".repeat(DraftLimits.DESCRIPTION + 1))
                .tags(numbered(DraftLimits.MOST_WORDS + 1))
                .build();
        Draft draft = Draft.of(model, Samples.file(), Answers.NONE);
        assertEquals("\uD83D\uDC09".repeat(DraftLimits.NAME), draft.name());
        assertEquals(List.of("drgn", "fire"), draft.triggerWords());
        assertEquals(DraftLimits.DESCRIPTION, draft.description().orElseThrow().length());
        assertEquals(numbered(DraftLimits.MOST_WORDS), draft.tags());
    }

    @Test
    void whatWasThereBeforeTheLimitsMayStayWhileTheRestIsEdited() {
        Draft before = draft("x".repeat(1_000), List.of("", "a", "a"));
        assertDoesNotThrow(() -> draft("Better", before.tags()).checkEditOf(before));
        assertDoesNotThrow(() -> draft(before.name(), List.of("a")).checkEditOf(before));
        assertThrows(
                IllegalArgumentException.class,
                () -> draft("Better", Collections.nCopies(2, "b")).checkEditOf(before));
    }

    private static Draft draft(String name, List<String> tags) {
        return new Draft(
                name,
                ModelType.LORA,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                tags,
                Optional.empty());
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(n -> "tag" + n).toList();
    }

    private static String nameRefused(String name) {
        return refused(() -> DraftLimits.checkName(name));
    }

    private static String tagsRefused(List<String> tags) {
        return refused(() -> DraftLimits.checkTags(tags));
    }

    private static String refused(Executable check) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, check).getMessage());
    }
}
