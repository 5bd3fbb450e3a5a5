package dev.stowage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.stowage.spi.Provider;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How packages hang together, and how providers are found. */
final class StructureRules {
    private final Layout layout;

    StructureRules(Layout layout) {
        this.layout = layout;
    }

    ArchRule packagesFormNoCycle() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return layout.isOurs(type)
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "each package";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    /** A package lies in one jar. */
    ArchRule packagesAreNotSplit(Function<JavaClass, String> jar) {
        return classes()
                .that(DescribedPredicate.describe("are ours", layout::isOurs))
                .should(new ArchCondition<>("share their jar with their package") {
                    private Collection<JavaClass> all = Set.of();

                    @Override
                    public void init(Collection<JavaClass> types) {
                        all = types;
                    }

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Set<String> jars = new TreeSet<>();
                        all.stream()
                                .filter(other -> other.getPackageName().equals(type.getPackageName()))
                                .forEach(other -> jars.add(jar.apply(other)));
                        if (jars.size() > 1) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " is in a package of several jars: " + jars));
                        }
                    }
                });
    }

    /** What ServiceLoader can create and will find. */
    ArchRule providersCanBeFound(Set<String> listed) {
        return classes()
                .that(layout.product())
                .and()
                .implement(Provider.class)
                .should(new ArchCondition<>("be public, final, constructible and listed") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.FINAL))
                                || !listed.contains(type.getName())
                                || !constructible(type)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " cannot be found"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean constructible(JavaClass type) {
        return type.tryGetConstructor()
                .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
                .isPresent();
    }
}
