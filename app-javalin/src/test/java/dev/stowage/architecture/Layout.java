package dev.stowage.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.stowage.api.Stowage;
import dev.stowage.model.Download;
import dev.stowage.spi.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where things are, below a root package: the real one, or that of a small wrong copy in which every rule is broken once.
 *
 * @param root the package that holds all others
 */
record Layout(String root) {
    /** The names that the public packages of core really have. */
    static final Set<String> PUBLIC = Set.of(last(Download.class), last(Provider.class), last(Stowage.class));

    static final String INTERNAL = "internal";
    static final String CORE = "core";
    static final String APP = "app";
    /** Modules that are tools for tests and examples, not part of the product. */
    private static final Set<String> TOOLS = Set.of("tck", "example");

    /** The layout of Stowage itself. */
    static Layout real() {
        String api = Stowage.class.getPackageName();
        return new Layout(api.substring(0, api.lastIndexOf('.')));
    }

    /** The package of a name below the root, for patterns. */
    String named(String name) {
        return root + "." + name;
    }

    /** Everything below a package of this name. */
    String below(String name) {
        return named(name) + "..";
    }

    /** Public packages of core, as patterns, with what every package may use. */
    String[] and(String... names) {
        return Arrays.stream(names).map(this::named).toArray(String[]::new);
    }

    /** Which module a class belongs to; empty when it is not ours. */
    String module(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String first = name.substring(root.length() + 1).split("\\.", -1)[0];
        return PUBLIC.contains(first) || first.equals(INTERNAL) ? CORE : first;
    }

    boolean isOurs(JavaClass type) {
        return !module(type).isEmpty();
    }

    boolean isPublicPackage(JavaClass type) {
        return PUBLIC.stream().anyMatch(name -> type.getPackageName().equals(named(name)));
    }

    /** The part of the application that shows the practice hub. */
    boolean isDemo(JavaClass type) {
        return type.getPackageName().equals(named(APP + ".demo"));
    }

    boolean isPracticeHub(JavaClass type) {
        return type.getPackageName().equals(named("tck.hub"));
    }

    /** Classes of one module. */
    DescribedPredicate<JavaClass> in(String module) {
        return DescribedPredicate.describe(
                "belong to " + module, type -> module(type).equals(module));
    }

    /** Classes of several modules. */
    DescribedPredicate<JavaClass> inAny(String... modules) {
        return DescribedPredicate.describe(
                "belong to " + String.join(" or ", modules),
                type -> Arrays.asList(modules).contains(module(type)));
    }

    /** Classes that other programs embed: no tools, and not the application. */
    DescribedPredicate<JavaClass> library() {
        return DescribedPredicate.describe(
                "belong to a library module",
                type -> product().test(type) && !module(type).equals(APP));
    }

    /** Everything that people run: all but tools. */
    DescribedPredicate<JavaClass> product() {
        return DescribedPredicate.describe(
                "belong to the product", type -> isOurs(type) && !TOOLS.contains(module(type)));
    }

    /** Classes in one of these packages of core's internals. */
    DescribedPredicate<JavaClass> internal(String... names) {
        List<String> packages =
                Arrays.stream(names).map(name -> named(INTERNAL + "." + name)).toList();
        return DescribedPredicate.describe("are in " + packages, type -> packages.contains(type.getPackageName()));
    }

    private static String last(Class<?> type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
