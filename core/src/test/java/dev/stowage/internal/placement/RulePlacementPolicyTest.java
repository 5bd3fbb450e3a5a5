package dev.stowage.internal.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.model.Codes;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.model.SafePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePlacementPolicyTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("models");
    private static final FileName NAME = new FileName("dragon.safetensors");

    private final RulePlacementPolicy policy = new RulePlacementPolicy(LayoutPreset.COMFYUI);

    @ParameterizedTest
    @CsvSource({
        "checkpoint, checkpoints",
        "diffusion_model, diffusion_models",
        "lora, loras",
        "embedding, embeddings",
        "vae, vae",
        "controlnet, controlnet",
        "text_encoder, text_encoders",
        "clip_vision, clip_vision",
        "ip_adapter, ipadapter",
        "upscaler, upscale_models",
        "hypernetwork, hypernetworks",
        "motion_module, animatediff_models",
        "detector, ultralytics/bbox",
        "llm, LLM",
        "pipeline, diffusers",
        "workflow, workflows",
        "config, configs",
        "archive, archives",
        "other, other",
        "unknown, unsorted",
        "some_new_thing, unsorted",
    })
    void putsEachTypeWhereComfyUiLooks(String type, String folder) {
        PlacementDecision decision = policy.decide(facts(ModelType.of(type), Map.of()), List.of());
        assertEquals(folder + "/dragon.safetensors", decision.target().toString());
        assertEquals(ROOT.resolve(folder).resolve("dragon.safetensors"), decision.path());
        assertEquals(folder.equals("unsorted") ? "unsorted" : type, decision.rule());
        String last = decision.explanation().get(decision.explanation().size() - 1);
        assertEquals(folder.equals("unsorted") ? "unsorted: no rule holds" : type + ": holds", last);
    }

    @Test
    void knowsAPlaceForEveryTypeItKnows() {
        Set<String> unsorted = ModelType.known().stream()
                .filter(type ->
                        policy.decide(facts(type, Map.of()), List.of()).rule().equals("unsorted"))
                .map(ModelType::text)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("unknown"), unsorted);
    }

    @Test
    void doubtsWhereNoRuleFits() {
        List<Finding> doubts = policy.decide(facts(ModelType.of("new_thing"), Map.of()), List.of())
                .doubts();
        assertEquals(List.of(Codes.NO_RULE), doubts.stream().map(Finding::code).toList());
        assertTrue(doubts.get(0).blocking());
        assertEquals(
                List.of(),
                policy.decide(facts(ModelType.UNKNOWN, Map.of()), List.of()).doubts(),
                "that the type is unknown is a doubt of its own already");
    }

    @Test
    void takesTheFirstRuleThatHoldsAndSaysWhyNotTheEarlierOnes() {
        List<PlacementRule> rules = List.of(
                rule("pony", Map.of(Field.BASE_MODEL, Set.of("Pony")), "pony"),
                rule("family", Map.of(Field.BASE_FAMILY, Set.of("flux1")), "flux"),
                rule(
                        "creator",
                        Map.of(Field.TYPE, Set.of("lora"), Field.CREATOR, Set.of("ann", "BOB")),
                        "{creator}/{type}"),
                rule("never", Map.of(), "never"));
        Map<Field, String> fields = Map.of(Field.BASE_MODEL, "SDXL 1.0", Field.CREATOR, "Bob");
        PlacementDecision decision = policy.decide(facts(ModelType.LORA, fields), rules);
        assertEquals("Bob/lora/dragon.safetensors", decision.target().toString());
        assertEquals("creator", decision.rule());
        assertEquals(
                List.of("pony: base_model is SDXL 1.0", "family: base_family is unknown", "creator: holds"),
                decision.explanation());
    }

    @Test
    void asksTheLayoutAfterTheAdminsRules() {
        List<PlacementRule> rules = List.of(rule("pony", Map.of(Field.BASE_MODEL, Set.of("Pony")), "pony"));
        PlacementDecision decision = policy.decide(facts(ModelType.VAE, Map.of()), rules);
        assertEquals("vae/dragon.safetensors", decision.target().toString());
        assertEquals("pony: base_model is unknown", decision.explanation().get(0));
        assertEquals("checkpoint: type is vae", decision.explanation().get(1));
    }

    @Test
    void goesOnToTheNextRuleWhenAFieldOfTheTemplateIsUnknown() {
        List<PlacementRule> rules = List.of(
                rule("by base", Map.of(), "loras/{base_model}"),
                rule("misspelt", Map.of(), "loras/{bse_model}"),
                rule("blank", Map.of(), "loras/{version}"));
        PlacementDecision decision = policy.decide(facts(ModelType.LORA, Map.of(Field.VERSION, " ")), rules);
        assertEquals("loras/dragon.safetensors", decision.target().toString());
        assertEquals(
                List.of(
                        "by base: base_model is unknown",
                        "misspelt: bse_model is unknown",
                        "blank: version is unknown"),
                decision.explanation().subList(0, 3));
    }

    @Test
    void doesWhatAPersonAsksFor() {
        SafePath wanted = SafePath.of("mine", "it.bin");
        PlacementFacts facts = new PlacementFacts(ROOT, NAME, ModelType.LORA, Map.of(), Optional.of(wanted));
        PlacementDecision decision = policy.decide(facts, List.of(rule("all", Map.of(), "all")));
        assertEquals(wanted, decision.target());
        assertEquals("request", decision.rule());
        assertEquals(1, decision.explanation().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loras", "loras/", "/loras", "//loras//", "loras/ "})
    void takesNoSlashForAFolder(String template) {
        PlacementDecision decision =
                policy.decide(facts(ModelType.LORA, Map.of()), List.of(rule("r", Map.of(), template)));
        assertEquals("loras/dragon.safetensors", decision.target().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SDXL 1.0 | SDXL 1.0",
                ".. | _",
                ". | _",
                "../../etc | _.._.._etc",
                "/etc/passwd | _etc_passwd",
                "a/b | a_b",
                "a\\b | a_b",
                "C:\\Windows | _",
                "%2e%2e | _",
                "~root | _~root",
                "-rf | _-rf",
                ".hidden | _.hidden",
                ".stowage | _.stowage",
                "NUL | _NUL",
                "a\u0000b | _",
                "a<b>:c | a_b__c",
                "{{creator}} | {{creator}}",
                "{creator} | {creator}",
                "${jndi:ldap://x} | ${jndi_ldap___x}",
                "$1 \\0 | $1 _0",
                "模型 | 模型",
            })
    void makesOneHarmlessFolderOfAValue(String value, String folder) {
        Map<Field, String> fields = Map.of(Field.BASE_MODEL, value, Field.CREATOR, "CREATOR");
        PlacementDecision decision =
                policy.decide(facts(ModelType.LORA, fields), List.of(rule("r", Map.of(), "loras/{base_model}")));
        assertEquals("r", decision.rule());
        assertEquals(
                "loras/" + folder + "/dragon.safetensors", decision.target().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../{type} | _/lora",
                "x-{type}-y | x-lora-y",
                "{type}{creator} | loraann",
                "{{type}} | {lora}",
                "${type} | $lora",
                "{TYPE} | {TYPE}",
                "{} | {}",
                "a\\b | a_b",
            })
    void substitutesOnceAndOnlyFields(String template, String folder) {
        PlacementDecision decision = policy.decide(
                facts(ModelType.LORA, Map.of(Field.CREATOR, "ann")), List.of(rule("r", Map.of(), template)));
        assertEquals(folder + "/dragon.safetensors", decision.target().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loras",
                "loras/",
                "a//b",
                "loras/{base_model}",
                "{type}/{creator} - {name}",
                "{base_family}{format}/x",
                "模型/{version}",
            })
    void takesTemplatesThatItFillsToTheLetter(String template) {
        assertEquals(Optional.empty(), policy.objection(rule("r", Map.of(), template)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/loras | root of a disk",
                "\\\\host\\share | root of a disk",
                "../loras | \"..\"",
                "loras/./x | \".\"",
                "a\\b | no name for a folder",
                "C:/models | no name for a folder",
                "con/{type} | no name for a folder",
                "loras /x | no name for a folder",
                ".stowage/x | no name for a folder",
                "loras/{bse_model} | no field {bse_model} that is known; fields are {type}, {base_model},",
                "loras/{baseModel} | braces around no field",
                "loras/{type | braces around no field",
                "loras/{} | braces around no field",
                "{{type}} | braces around no field",
            })
    void saysWhatIsWrongWithATemplate(String template, String why) {
        String objection = policy.objection(rule("r", Map.of(), template)).orElseThrow();
        assertTrue(objection.contains(why), objection);
    }

    @Test
    void showsItsOwnRulesAndCanUseThem() {
        List<PlacementRule> own = policy.builtin();
        assertEquals("checkpoint", own.get(0).name());
        assertTrue(own.stream().allMatch(rule -> policy.objection(rule).isEmpty()));
    }

    @Test
    void shortensAFolderThatIsTooLong() {
        PlacementDecision first = named("x".repeat(300));
        PlacementDecision second = named("x".repeat(301));
        String folder = first.target().names().get(0).value();
        assertTrue(folder.getBytes(StandardCharsets.UTF_8).length <= 200, folder);
        assertNotEquals(first.target(), second.target(), "two long names stay two");
    }

    @Test
    void neverLeavesTheRootAndGivesTheSameAnswerTwice() {
        String signs = "/\\.%{}$~:<>|*?\u0000\n\u202E aB0é模";
        Random random = new Random(99);
        for (int i = 0; i < 3000; i++) {
            Map<Field, String> fields = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                if (field != Field.TYPE && random.nextBoolean()) {
                    fields.put(field, text(signs, random));
                }
            }
            String template =
                    text("/.{}ab", random) + "{" + PlacementRule.fieldNames().get(random.nextInt(8)) + "}";
            PlacementFacts facts = facts(ModelType.LORA, fields);
            List<PlacementRule> rules = List.of(rule("r", Map.of(), template));
            PlacementDecision decision = policy.decide(facts, rules);
            assertTrue(decision.path().normalize().startsWith(ROOT), template + " " + fields);
            assertEquals(NAME, decision.target().fileName());
            assertFalse(decision.explanation().isEmpty());
            assertEquals(decision, policy.decide(facts, rules));
        }
    }

    private PlacementDecision named(String model) {
        return policy.decide(facts(ModelType.LORA, Map.of(Field.NAME, model)), List.of(rule("r", Map.of(), "{name}")));
    }

    private static String text(String signs, Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    private static PlacementRule rule(String name, Map<Field, Set<String>> conditions, String template) {
        return new PlacementRule(name, conditions, template);
    }

    private static PlacementFacts facts(ModelType type, Map<Field, String> fields) {
        return new PlacementFacts(ROOT, NAME, type, fields, Optional.empty());
    }
}
