package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleFlaw;
import dev.stowage.api.RuleFlaw.Part;
import dev.stowage.api.Rules;
import dev.stowage.api.Stowage;
import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.model.Problem;
import dev.stowage.model.SafePath;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** An admin's rules: stored when they can be meant, and followed from then on. */
@Timeout(60)
class RulesTest {
    private static final PlacementRule MINE = new PlacementRule("mine", Map.of(Field.TYPE, Set.of("lora")), "mine");
    private static final PlacementRule PONIES = new PlacementRule(
            "ponies",
            Map.of(Field.TYPE, Set.of("lora", "vae"), Field.BASE_MODEL, Set.of("Pony")),
            "loras/{base_model}/{base_family}");
    private static final PlacementQuestion PONY =
            new PlacementQuestion(new FileName("a.safetensors"), ModelType.LORA, Map.of(Field.BASE_MODEL, "Pony"));

    @TempDir
    Path folder;

    private World world;
    private Stowage stowage;
    private Rules rules;

    @BeforeEach
    void start() throws Exception {
        world = new World(folder.resolve("models"));
        stowage = World.started(world.wired());
        rules = stowage.rules();
    }

    @AfterEach
    void close() {
        stowage.close();
    }

    @Test
    void rulesAreKeptInTheirOrderAndFollowed() throws Exception {
        assertEquals(List.of(), rules.list().rules());
        assertEquals(List.of(MINE, PONIES), rules.replace(List.of(MINE, PONIES)).rules());
        assertEquals(List.of(MINE, PONIES), rules.list().rules());
        byte[] bytes = world.lora("x.safetensors");
        world.assertInstalled(rested(stowage, world.submit(stowage, "x.safetensors")), bytes);
        assertEquals(List.of(folder.resolve("models/mine/x.safetensors")), world.placed());
    }

    @Test
    void theVersionChangesWithTheRulesAndOnlyThen() throws Exception {
        String none = rules.list().version();
        String first = rules.replace(List.of(MINE, PONIES)).version();
        assertNotEquals(none, first);
        assertEquals(first, rules.list().version());
        assertNotEquals(first, rules.replace(List.of(PONIES, MINE)).version());
        assertEquals(first, rules.replace(List.of(MINE, PONIES)).version());
        assertEquals(none, rules.replace(List.of()).version());
        assertTrue(first.matches("[0-9a-f]+"), first);
    }

    @Test
    void whoHasReadOtherRulesReplacesNone() throws Exception {
        String read = rules.list().version();
        rules.replace(List.of(MINE));
        Problem refused = refused(() -> rules.replace(List.of(PONIES), read));
        assertEquals(Codes.ILLEGAL_STATE, refused.code());
        assertEquals(Problem.Kind.CONFLICT, refused.kind());
        assertEquals(List.of(MINE), rules.list().rules());
        rules.replace(List.of(PONIES), rules.list().version());
        assertEquals(List.of(PONIES), rules.list().rules());
    }

    @Test
    void rulesThatCannotBeMeantAreToldAndChangeNothing() throws Exception {
        rules.replace(List.of(MINE));
        PlacementRule escaping = new PlacementRule("out", Map.of(), "../elsewhere");
        Problem refused = refused(() -> rules.replace(List.of(PONIES, escaping)));
        assertEquals(Codes.BAD_RULE, refused.code());
        assertEquals(
                "Could not store the placement rules: rule 2 \"out\": \"..\" in its template \"../elsewhere\" is no name"
                        + " for a folder on every system. Correct that; the stored rules are as they were.",
                refused.message());
        assertEquals(List.of(MINE), rules.list().rules());
    }

    @Test
    void everyFlawIsFoundWithItsPlace() throws Exception {
        List<PlacementRule> flawed = List.of(
                MINE,
                new PlacementRule("Mine", Map.of(Field.CREATOR, Set.of()), "{nonsense}"),
                new PlacementRule("x".repeat(101), Map.of(Field.CREATOR, Set.of(" ")), "x"),
                new PlacementRule("a\nb", Map.of(), "x".repeat(1001)));
        List<String> places = rules.flaws(flawed).stream()
                .map(flaw -> flaw.index() + " " + flaw.part().wire())
                .toList();
        assertEquals(List.of("1 name", "1 when", "1 template", "2 name", "2 when", "3 name", "3 template"), places);
        assertEquals(List.of(), rules.flaws(List.of(MINE, PONIES)));
    }

    @Test
    void moreThanFiveHundredAreRefused() throws Exception {
        List<PlacementRule> many = IntStream.range(0, 501)
                .mapToObj(i -> new PlacementRule("rule " + i, Map.of(), "x"))
                .toList();
        assertEquals(
                List.of(new RuleFlaw(500, Part.NAME, "there are 501 rules, and at most 500 are possible")),
                rules.flaws(many));
        assertEquals(Codes.BAD_RULE, refused(() -> rules.preview(PONY, many)).code());
        rules.replace(many.subList(0, 500));
        assertEquals(500, rules.list().rules().size());
    }

    @Test
    void aPreviewSaysWhichRuleWinsAndWhyNotTheEarlierOnes() throws Exception {
        rules.replace(List.of(PONIES));
        PlacementDecision stored = rules.preview(PONY);
        assertEquals("loras/Pony/sdxl/a.safetensors", stored.target().toString());
        assertEquals(List.of("ponies: holds"), stored.explanation());
        PlacementRule first = new PlacementRule("ann's", Map.of(Field.CREATOR, Set.of("ann")), "ann");
        PlacementDecision unsaved = rules.preview(PONY, List.of(first, MINE));
        assertEquals("mine", unsaved.rule());
        assertEquals(List.of("ann's: creator is unknown", "mine: holds"), unsaved.explanation());
        assertEquals(List.of(PONIES), rules.list().rules());
        assertEquals(List.of(), world.placed());
    }

    @Test
    void theLayoutsOwnRulesAreShownInOrder() throws Exception {
        assertEquals("checkpoints", rules.builtin().get(0).template());
        assertEquals("loras/a.safetensors", rules.preview(PONY).target().toString());
    }

    @Test
    void aPolicyThatOnlyDecidesTakesAnyRuleAndShowsNone() throws Exception {
        stowage.close();
        PlacementPolicy flat = (facts, given) -> new PlacementDecision(
                facts.root(), SafePath.of(facts.fileName().value()), "flat", List.of("flat"), List.of());
        stowage = World.started(world.wired().use(PlacementPolicy.class, "flat", flat));
        assertEquals(List.of(), stowage.rules().builtin());
        stowage.rules().replace(List.of(new PlacementRule("odd", Map.of(), "<its own language>")));
        assertEquals("flat", stowage.rules().preview(PONY).rule());
    }

    @Test
    void whoDoesNotHaveTheDataFolderReadsAndTriesRules() throws Exception {
        Path data = folder.resolve("data");
        try (Stowage owner = World.started(world.wired().folders(world.models, data));
                Stowage other = world.wired().folders(world.models, data).build()) {
            owner.rules().replace(List.of(MINE));
            assertEquals(List.of(MINE), other.rules().list().rules());
            assertEquals("mine", other.rules().preview(PONY).rule());
            Problem refused = refused(() -> other.rules().replace(List.of()));
            assertEquals(Codes.ALREADY_RUNNING, refused.code());
            assertEquals(
                    Optional.of(MINE), owner.rules().list().rules().stream().findFirst());
        }
    }

    private static Problem refused(Executable work) {
        return assertThrows(StowageException.class, work).problem();
    }
}
