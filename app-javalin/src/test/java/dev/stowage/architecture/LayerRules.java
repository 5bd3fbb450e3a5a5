package dev.stowage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Who may know whom. */
final class LayerRules {
    private static final String[] GROUND = {"java..", "org.jspecify.."};

    private final Layout layout;

    LayerRules(Layout layout) {
        this.layout = layout;
    }

    ArchRule modelKnowsNobody() {
        return onlyKnows("model");
    }

    ArchRule modelDoesNothing() {
        return noClasses()
                .that()
                .resideInAPackage(layout.named("model"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "do I/O, tell the time or run threads",
                        type -> type.getPackageName().equals("java.io")
                                || type.getPackageName().startsWith("java.nio.channels")
                                || type.getPackageName().startsWith("java.net.http")
                                || Stream.of(Files.class, Clock.class, Thread.class, Executor.class)
                                        .anyMatch(type::isAssignableTo)));
    }

    ArchRule spiKnowsModel() {
        return onlyKnows("spi", "model");
    }

    ArchRule apiKnowsModelAndSpi() {
        return onlyKnows("api", "model", "spi");
    }

    ArchRule coreNeedsNoLibrary() {
        return classes()
                .that(layout.in(Layout.CORE))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(GROUND)
                        .or(layout.in(Layout.CORE))
                        .as("are the JDK's, jspecify's or core's"));
    }

    ArchRule coreKnowsNoDatabase() {
        return noClasses()
                .that(layout.in(Layout.CORE))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."));
    }

    /** Nobody looks into another module's internals; of core, only the public packages are seen. */
    ArchRule internalsStayInside() {
        return classes().that(all()).should(new ArchCondition<>("not look into another module's internals") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                dependencies(type)
                        .filter(dependency -> isInternal(dependency.getTargetClass()))
                        .filter(dependency -> !sameModule(dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        });
    }

    /**
     * Modules meet in core's contract only, the application included: it finds them as everybody does. One may know one other, whose
     * database it shares. The demo, and nothing else that people run, knows the practice hub among our tools.
     */
    ArchRule modulesDoNotKnowEachOther(String guest, String host) {
        return classes().that(layout.product()).should(new ArchCondition<>("know no module but core") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                dependencies(type)
                        .filter(dependency -> layout.isOurs(dependency.getTargetClass()))
                        .filter(dependency -> !sameModule(dependency))
                        .filter(dependency -> !layout.isPublicPackage(dependency.getTargetClass()))
                        .filter(dependency ->
                                !layout.isDemo(type) || !layout.isPracticeHub(dependency.getTargetClass()))
                        .filter(dependency -> !(layout.module(type).equals(guest)
                                && layout.module(dependency.getTargetClass()).equals(host)))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        });
    }

    /** A library is used by one module alone, so that what it can do is guarded there. */
    ArchRule onlyOneUses(String module, String... libraries) {
        return noClasses()
                .that(DescribedPredicate.not(layout.in(module)).and(layout.product()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .allowEmptyShould(true);
    }

    /** Who keeps things in tables. */
    ArchRule onlyTheseUseDatabases(String... modules) {
        return noClasses()
                .that(layout.product().and(DescribedPredicate.not(layout.inAny(modules))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Connection.class.getPackageName() + "..",
                        DataSource.class.getPackageName() + "..",
                        "org.jdbi.."));
    }

    /** What answers over HTTP asks core's api; of what lies behind that it knows the failures. */
    ArchRule routesAskOnlyTheApi() {
        return noClasses()
                .that(layout.in(Layout.APP))
                .and()
                .haveSimpleNameEndingWith("Routes")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "lie behind the api",
                        type -> type.getPackageName().equals(layout.named("spi"))
                                && !type.isAssignableTo(Throwable.class)));
    }

    private ArchRule onlyKnows(String name, String... others) {
        return classes()
                .that()
                .resideInAPackage(layout.named(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Stream.concat(
                                Stream.of(GROUND),
                                Stream.concat(Stream.of(layout.named(name)), Stream.of(layout.and(others))))
                        .toArray(String[]::new)));
    }

    private static Stream<Dependency> dependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream();
    }

    private boolean sameModule(Dependency dependency) {
        return layout.module(dependency.getOriginClass()).equals(layout.module(dependency.getTargetClass()));
    }

    private boolean isInternal(JavaClass type) {
        return layout.isOurs(type)
                && (type.getPackageName() + ".")
                        .substring(layout.root().length())
                        .contains("." + Layout.INTERNAL + ".");
    }

    private DescribedPredicate<JavaClass> all() {
        return DescribedPredicate.describe("are ours", layout::isOurs);
    }
}
