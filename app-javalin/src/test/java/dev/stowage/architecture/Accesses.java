package dev.stowage.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Kinds of access to methods, constructors and fields, calls and method references alike. */
final class Accesses {
    static final String CONSTRUCTOR = "<init>";

    private Accesses() {}

    /** An access to a member of this name of a class or of one that extends it. */
    static DescribedPredicate<JavaAccess<?>> to(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return that(
                owner.getSimpleName() + "." + String.join("/", names),
                access -> access.getTargetOwner().isAssignableTo(owner) && wanted.contains(access.getName()));
    }

    /** The same where no parameter has this type. */
    static DescribedPredicate<JavaAccess<?>> without(Class<?> parameter, DescribedPredicate<JavaAccess<?>> access) {
        return that(
                access.getDescription() + " without " + parameter.getSimpleName(),
                candidate -> access.test(candidate)
                        && parameters(candidate).stream().noneMatch(type -> type.isEquivalentTo(parameter)));
    }

    /** The same with no parameter at all. */
    static DescribedPredicate<JavaAccess<?>> bare(DescribedPredicate<JavaAccess<?>> access) {
        return that(
                access.getDescription() + "()",
                candidate -> access.test(candidate) && parameters(candidate).isEmpty());
    }

    /** Any of several. */
    static DescribedPredicate<JavaAccess<?>> any(List<DescribedPredicate<JavaAccess<?>>> all) {
        return that(
                String.join(
                        ", ",
                        all.stream().map(DescribedPredicate::getDescription).toList()),
                access -> all.stream().anyMatch(one -> one.test(access)));
    }

    static DescribedPredicate<JavaAccess<?>> that(String description, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static List<JavaClass> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes()
                : List.of();
    }
}
