package dev.stowage.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.stowage.architecture.violation.Violations;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {
    private static final String HTTP = "http";
    private static final String OKHTTP = "okhttp3";
    private static final Layout REAL = Layout.real();
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(REAL.root());
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(Violations.class.getPackageName());

    @TestFactory
    Stream<DynamicTest> theRulesHold() {
        Rules rules = new Rules(REAL, HTTP, OKHTTP + "..", ArchitectureTest::jar, Services.listed());
        return rules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(MAIN)));
    }

    /** What a rule says of the small wrong copy: each names exactly the class that was made to break it. */
    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        Map<String, ArchRule> rules = wrong().all();
        assertEquals(rules.keySet(), Violations.BY_RULE.keySet(), "each rule has a seeded violation");
        return Violations.BY_RULE.entrySet().stream()
                .map(seed -> DynamicTest.dynamicTest(
                        seed.getKey(), () -> assertFound(rules.get(seed.getKey()), seed.getValue())));
    }

    @Test
    void everyModuleIsLookedAt() {
        Set<String> modules = MAIN.stream().map(REAL::module).collect(Collectors.toCollection(TreeSet::new));
        assertEquals("tck", REAL.module(MAIN.get(ScriptedOrigin.class)));
        assertTrue(
                modules.containsAll(Set.of(Layout.CORE, Layout.APP, HTTP, "modelfiles", Rules.PERSISTENCE)),
                modules::toString);
        assertTrue(MAIN.size() > 100, "only " + MAIN.size() + " classes");
    }

    @Test
    void theHttpLibraryIsReallyCalledThat() {
        assertTrue(MAIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith(OKHTTP)));
    }

    @Test
    void theDatabaseLibraryIsReallyCalledThat() {
        assertTrue(MAIN.stream()
                .filter(type -> type.getSimpleName().endsWith("Queries"))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .anyMatch(call -> call.getName().equals("createQuery")
                        && call.getTargetOwner().getPackageName().startsWith(CallRules.JDBI)));
    }

    @Test
    void everyListedProviderExists() {
        assertEquals(List.of(), Services.missing(Services.listed()));
        assertEquals(List.of("no.such.Provider"), Services.missing(Set.of("no.such.Provider", Rules.class.getName())));
    }

    private static Rules wrong() {
        Layout layout = new Layout(Violations.class.getPackageName());
        return new Rules(layout, HTTP, layout.named("library"), JavaClass::getSimpleName, Set.of());
    }

    private static void assertFound(ArchRule rule, Set<Class<?>> seeds) {
        List<String> failures = rule.evaluate(WRONG).getFailureReport().getDetails();
        for (Class<?> seed : seeds) {
            assertTrue(
                    failures.stream().anyMatch(failure -> failure.contains(seed.getName())),
                    () -> seed.getName() + " is not found, only " + failures);
        }
    }

    private static String jar(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.indexOf(type.getName().replace('.', '/')));
    }
}
