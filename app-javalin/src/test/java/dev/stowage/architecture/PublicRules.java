package dev.stowage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.stowage.spi.StowageException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What others may see, and in which shape. */
final class PublicRules {
    private final Layout layout;

    PublicRules(Layout layout) {
        this.layout = layout;
    }

    /** Whoever compiles against the contract needs the JDK and the contract. */
    ArchRule signaturesMentionOnlyTheContract() {
        return classes()
                .that(contract())
                .and()
                .arePublic()
                .should(new ArchCondition<>("mention only JDK and contract in signatures") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        mentioned(type)
                                .filter(foreign -> !belongs(foreign))
                                .forEach(foreign -> events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " mentions " + foreign.getName())));
                    }
                });
    }

    ArchRule spiThrowsOnlyItsOwnExceptions() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(layout.named("spi"))
                .should(new ArchCondition<>("declare only StowageException") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        method.getThrowsClause().getTypes().stream()
                                .filter(thrown -> !thrown.isAssignableTo(StowageException.class))
                                .filter(thrown -> !thrown.isAssignableTo(RuntimeException.class))
                                .forEach(thrown -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " throws " + thrown.getName())));
                    }
                });
    }

    ArchRule recordsHoldOnlyWhatDoesNotChange() {
        return fields().that()
                .areDeclaredInClassesThat(record().and(layout.product()))
                .and()
                .areNotStatic()
                .should(new ArchCondition<>("hold something that does not change") {
                    @Override
                    public void check(JavaField component, ConditionEvents events) {
                        if (changes(component.getRawType())) {
                            events.add(SimpleConditionEvent.violated(component, component.getDescription()));
                        }
                    }
                });
    }

    ArchRule publicRecordsCopyTheirCollections() {
        return classes()
                .that(record().and(contract()))
                .and()
                .arePublic()
                .should(new ArchCondition<>("copy the collections that they are given") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean holds = type.getFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                .anyMatch(field -> isCollection(field.getRawType()));
                        if (holds && !copies(type)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " keeps a collection"));
                        }
                    }
                });
    }

    ArchRule publicFieldsAreFinal() {
        return fields().that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(layout.product())
                .should()
                .beFinal()
                .allowEmptyShould(true);
    }

    /** Nobody inherits what was not made for it; exceptions are, and an enum cannot be. */
    ArchRule publicClassesAreFinalAbstractOrSealed() {
        return classes()
                .that(layout.product())
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Throwable.class)
                .should(new ArchCondition<>("be final, abstract or sealed") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Set<JavaModifier> modifiers = type.getModifiers();
                        if (!modifiers.contains(JavaModifier.FINAL)
                                && !modifiers.contains(JavaModifier.ABSTRACT)
                                && !type.reflect().isSealed()) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " can be extended"));
                        }
                    }
                });
    }

    ArchRule namesSayWhatThingsAre() {
        return classes()
                .that(DescribedPredicate.describe("are ours", layout::isOurs))
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?");
    }

    private DescribedPredicate<JavaClass> contract() {
        return DescribedPredicate.describe("are in a public package", layout::isPublicPackage);
    }

    private static DescribedPredicate<JavaClass> record() {
        return DescribedPredicate.describe("are records", JavaClass::isRecord);
    }

    private static Stream<JavaClass> mentioned(JavaClass type) {
        Stream<JavaClass> parents = Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Set::stream);
        Stream<JavaClass> members =
                type.getMembers().stream().filter(PublicRules::visible).flatMap(PublicRules::mentionedBy);
        return Stream.concat(parents, members)
                .map(JavaClass::getBaseComponentType)
                .distinct();
    }

    private static Stream<JavaClass> mentionedBy(JavaMember member) {
        Stream<JavaClass> thrown =
                member instanceof JavaCodeUnit unit ? unit.getThrowsClause().getTypes().stream() : Stream.empty();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
    }

    private static boolean visible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private boolean belongs(JavaClass type) {
        return type.isPrimitive() || type.getPackageName().startsWith("java.") || layout.isPublicPackage(type);
    }

    private static boolean changes(JavaClass type) {
        boolean concrete = isCollection(type) && !type.isInterface();
        boolean atomic = type.getPackageName().equals(AtomicReference.class.getPackageName());
        boolean builder = type.isAssignableTo(CharSequence.class)
                && !type.isEquivalentTo(String.class)
                && !type.isEquivalentTo(CharSequence.class);
        return type.isArray() || concrete || atomic || builder || type.isAssignableTo(Date.class);
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    private static boolean copies(JavaClass type) {
        List<String> ways =
                Arrays.asList("copyOf", "toUnmodifiableMap", "toUnmodifiableSet", "toUnmodifiableList", "toList");
        return type.getConstructors().stream()
                .flatMap(constructor -> constructor.getAccessesFromSelf().stream())
                .anyMatch(access -> ways.contains(access.getName()));
    }
}
