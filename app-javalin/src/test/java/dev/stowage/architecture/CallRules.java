package dev.stowage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.stowage.architecture.Accesses.CONSTRUCTOR;
import static dev.stowage.architecture.Accesses.any;
import static dev.stowage.architecture.Accesses.bare;
import static dev.stowage.architecture.Accesses.to;
import static dev.stowage.architecture.Accesses.without;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.stowage.model.Verdict;
import java.io.File;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.security.Security;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.BaseStream;

/** What nobody calls, or only the one that is there for it. */
final class CallRules {
    private static final Set<String> CHANGING = Set.of(
            "copy",
            "createDirectories",
            "createDirectory",
            "createFile",
            "createLink",
            "createSymbolicLink",
            "createTempDirectory",
            "createTempFile",
            "delete",
            "deleteIfExists",
            "move",
            "newBufferedWriter",
            "newOutputStream",
            "setAttribute",
            "setLastModifiedTime",
            "setOwner",
            "setPosixFilePermissions",
            "write",
            "writeString");

    /** The package of the library through which statements are made. */
    static final String JDBI = "org.jdbi.v3.core";

    private static final Set<String> STATEMENTS = Set.of(
            "createBatch",
            "createCall",
            "createQuery",
            "createScript",
            "createUpdate",
            "execute",
            "prepareBatch",
            "select");

    private final Layout layout;

    CallRules(Layout layout) {
        this.layout = layout;
    }

    /** One guarded HTTP stack; the application may listen. */
    ArchRule onlyTheHttpStackOpensSockets(String stack) {
        return noClasses()
                .that(layout.library().and(DescribedPredicate.not(layout.in(stack))))
                .should()
                .dependOnClassesThat(assignableTo(Socket.class)
                        .or(assignableTo(ServerSocket.class))
                        .or(assignableTo(DatagramSocket.class))
                        .or(assignableTo(NetworkChannel.class))
                        .or(assignableTo(URLConnection.class))
                        .or(JavaClass.Predicates.resideInAPackage("java.net.http..")));
    }

    /**
     * To ask this machine's own server is not what the guarded stack is for; nothing else of the application asks anybody.
     *
     * @param door the class to which the server hands what it has accepted
     */
    ArchRule onlyOnePackageOfTheApplicationAsks(String name, String door) {
        DescribedPredicate<JavaClass> asking =
                JavaClass.Predicates.resideInAPackage(layout.named(Layout.APP + "." + name));
        return noClasses()
                .that(layout.in(Layout.APP).and(DescribedPredicate.not(asking.or(simpleName(door)))))
                .should()
                .dependOnClassesThat(assignableTo(Socket.class)
                        .or(assignableTo(URLConnection.class))
                        .or(JavaClass.Predicates.resideInAPackage("java.net.http..")));
    }

    ArchRule nobodyOpensAUrl() {
        return nobody(layout.product(), to(URL.class, "openStream", "openConnection", "getContent"));
    }

    /** In core one package changes the disk, in the HTTP stack the part file and its journal. */
    ArchRule onlyFewChangeTheDisk(String stack, String... names) {
        DescribedPredicate<JavaClass> allowed = layout.internal("files")
                .or(layout.in(stack)
                        .and(DescribedPredicate.describe(
                                "are " + String.join(" or ", names),
                                type -> Set.of(names).contains(outermost(type)))));
        DescribedPredicate<JavaClass> others = layout.in(Layout.CORE).or(layout.in(stack));
        return nobody(
                others.and(DescribedPredicate.not(allowed)),
                Accesses.that(
                        "Files." + CHANGING,
                        access -> access.getTargetOwner().isEquivalentTo(Files.class)
                                && CHANGING.contains(access.getName())));
    }

    ArchRule nobodyUsesJavaIoFile() {
        return noClasses().that(layout.product()).should().dependOnClassesThat(assignableTo(File.class));
    }

    /** Linking is how a file gets its final name, here and on workers. */
    ArchRule onlyThePublisherGivesFinalNames(String publisher, String workers, String delivery) {
        DescribedPredicate<JavaClass> here = layout.internal("files").and(simpleName(publisher));
        DescribedPredicate<JavaClass> there = layout.in(workers).and(simpleName(delivery));
        return nobody(layout.product().and(DescribedPredicate.not(here.or(there))), to(Files.class, "createLink"));
    }

    /** Whoever else answers with a verdict may pass on a match, never make one. */
    ArchRule onlyTheGateMakesAMatch() {
        return methods()
                .that()
                .haveRawReturnType(Verdict.class)
                .and()
                .areNotDeclaredIn(Verdict.class)
                .should(new ArchCondition<>("not make a match") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        method.getAccessesFromSelf().stream()
                                .filter(any(List.of(to(Verdict.class, "MATCH", "valueOf", "values"))))
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.violated(method, access.getDescription())));
                    }
                });
    }

    ArchRule threadsComeFromTheHost() {
        return nobody(
                layout.library().and(DescribedPredicate.not(assignableTo(ThreadFactory.class))),
                any(List.of(
                        to(Thread.class, CONSTRUCTOR, "startVirtualThread", "ofVirtual"),
                        to(Timer.class, CONSTRUCTOR),
                        without(ThreadFactory.class, to(ExecutorService.class, CONSTRUCTOR)),
                        without(ThreadFactory.class, Accesses.that("Executors.new...", CallRules::newExecutor)),
                        to(ForkJoinPool.class, "commonPool"),
                        to(Collection.class, "parallelStream"),
                        to(BaseStream.class, "parallel"))));
    }

    ArchRule nothingRunsOnTheCommonPool() {
        return nobody(
                layout.library(),
                without(
                        Executor.class,
                        Accesses.that(
                                "CompletableFuture...Async",
                                access -> access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                                        && access.getName().endsWith("Async"))));
    }

    ArchRule nobodySleeps() {
        return nobody(layout.library(), to(Thread.class, "sleep"));
    }

    /** A thread may restore its own interrupt; interrupting another would close the files that it shares. */
    ArchRule nobodyInterruptsAnother() {
        return nobody(
                layout.library(),
                Accesses.that(
                        "Thread.interrupt of another",
                        access -> to(Thread.class, "interrupt").test(access)
                                && access.getOrigin().getAccessesFromSelf().stream()
                                        .noneMatch(to(Thread.class, "currentThread"))));
    }

    ArchRule timeIsInjected() {
        return nobody(
                layout.product(),
                any(List.of(
                        to(System.class, "currentTimeMillis"),
                        bare(Accesses.that(
                                "java.time...now",
                                access ->
                                        access.getTargetOwner().getPackageName().equals("java.time")
                                                && access.getName().equals("now"))))));
    }

    ArchRule chanceIsSeeded() {
        return nobody(
                layout.library(),
                any(List.of(
                        bare(Accesses.that(
                                "new Random",
                                access -> access.getTargetOwner().isEquivalentTo(Random.class)
                                        && access.getName().equals(CONSTRUCTOR))),
                        bare(to(SplittableRandom.class, CONSTRUCTOR)),
                        to(Math.class, "random"),
                        to(ThreadLocalRandom.class, "current"))));
    }

    ArchRule librariesPrintNothing() {
        return nobody(
                layout.library(),
                any(List.of(to(System.class, "out", "err", "in"), bare(to(Throwable.class, "printStackTrace")))));
    }

    ArchRule onlyMainExits() {
        return nobody(
                layout.product()
                        .and(DescribedPredicate.not(layout.in(Layout.APP).and(simpleName("Main")))),
                any(List.of(to(System.class, "exit"), to(Runtime.class, "exit", "halt"))));
    }

    ArchRule onlyConfigReadsTheSurroundings() {
        return nobody(
                layout.product()
                        .and(DescribedPredicate.not(layout.in(Layout.APP).and(simpleName("Config")))),
                any(List.of(
                        to(System.class, "getenv", "getProperty", "getProperties"),
                        to(Boolean.class, "getBoolean"),
                        to(Integer.class, "getInteger"),
                        to(Long.class, "getLong"))));
    }

    ArchRule librariesChangeNothingGlobal() {
        return nobody(
                layout.library(),
                any(List.of(
                        to(System.class, "setProperty", "setOut", "setErr", "setProperties"),
                        to(Runtime.class, "addShutdownHook"),
                        to(Security.class, "insertProviderAt", "addProvider", "setProperty"),
                        to(Locale.class, "setDefault"),
                        to(TimeZone.class, "setDefault"),
                        to(Thread.class, "setDefaultUncaughtExceptionHandler"),
                        to(URL.class, "setURLStreamHandlerFactory"))));
    }

    /** Statements live together, where one finds them all; their types end in this word. */
    ArchRule onlyQueriesMakeStatements(String suffix) {
        return nobody(
                layout.product()
                        .and(DescribedPredicate.describe(
                                "are not " + suffix, type -> !outermost(type).endsWith(suffix))),
                any(List.of(
                        to(Connection.class, "prepareStatement", "prepareCall", "createStatement"),
                        Accesses.that(
                                "Jdbi's statements",
                                access ->
                                        access.getTargetOwner().getPackageName().startsWith(JDBI)
                                                && STATEMENTS.contains(access.getName())))));
    }

    private static ArchRule nobody(DescribedPredicate<JavaClass> among, DescribedPredicate<JavaAccess<?>> access) {
        return noClasses().that(among).should().accessTargetWhere(access);
    }

    private static boolean newExecutor(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Executors.class)
                && access.getName().startsWith("new");
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.split("\\$", -1)[0];
    }
}
