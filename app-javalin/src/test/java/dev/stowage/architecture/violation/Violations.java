package dev.stowage.architecture.violation;

import dev.stowage.architecture.violation.alpha.FileManager;
import dev.stowage.architecture.violation.alpha.HiddenProvider;
import dev.stowage.architecture.violation.alpha.HooksShutdown;
import dev.stowage.architecture.violation.alpha.InterruptsAnother;
import dev.stowage.architecture.violation.alpha.KnowsBeta;
import dev.stowage.architecture.violation.alpha.LooksInside;
import dev.stowage.architecture.violation.alpha.MakesMatch;
import dev.stowage.architecture.violation.alpha.MakesPool;
import dev.stowage.architecture.violation.alpha.MakesThread;
import dev.stowage.architecture.violation.alpha.OpensDatabase;
import dev.stowage.architecture.violation.alpha.OpensSocket;
import dev.stowage.architecture.violation.alpha.OpensUrl;
import dev.stowage.architecture.violation.alpha.Prints;
import dev.stowage.architecture.violation.alpha.PrintsTrace;
import dev.stowage.architecture.violation.alpha.ReadsClock;
import dev.stowage.architecture.violation.alpha.ReadsEnvironment;
import dev.stowage.architecture.violation.alpha.ReadsMillis;
import dev.stowage.architecture.violation.alpha.RollsDice;
import dev.stowage.architecture.violation.alpha.RunsInParallel;
import dev.stowage.architecture.violation.alpha.RunsOnCommonPool;
import dev.stowage.architecture.violation.alpha.Sleeps;
import dev.stowage.architecture.violation.alpha.UsesFile;
import dev.stowage.architecture.violation.alpha.UsesHttpLibrary;
import dev.stowage.architecture.violation.api.KnowsInternal;
import dev.stowage.architecture.violation.api.ShowsInternal;
import dev.stowage.architecture.violation.app.AsksSomebody;
import dev.stowage.architecture.violation.app.Exits;
import dev.stowage.architecture.violation.app.KnowsHub;
import dev.stowage.architecture.violation.app.ReadsProperty;
import dev.stowage.architecture.violation.app.StoreRoutes;
import dev.stowage.architecture.violation.app.demo.KnowsOrigin;
import dev.stowage.architecture.violation.internal.files.LinksFile;
import dev.stowage.architecture.violation.internal.one.One;
import dev.stowage.architecture.violation.internal.two.Two;
import dev.stowage.architecture.violation.internal.two.UsesDatabase;
import dev.stowage.architecture.violation.internal.two.UsesLibrary;
import dev.stowage.architecture.violation.model.HoldsCounter;
import dev.stowage.architecture.violation.model.KeepsList;
import dev.stowage.architecture.violation.model.KnowsSpi;
import dev.stowage.architecture.violation.model.OpenClass;
import dev.stowage.architecture.violation.model.OpenField;
import dev.stowage.architecture.violation.model.ReadsFile;
import dev.stowage.architecture.violation.persistence.KnowsRegistry;
import dev.stowage.architecture.violation.persistence.MakesStatement;
import dev.stowage.architecture.violation.spi.KnowsApi;
import dev.stowage.architecture.violation.spi.ThrowsIoException;
import java.util.Map;
import java.util.Set;

/** Which class here breaks which rule. Nothing else uses these packages: they are a small copy of the real ones, all wrong. */
public final class Violations {
    /** The classes that each rule has to find. */
    public static final Map<String, Set<Class<?>>> BY_RULE = Map.ofEntries(
            Map.entry("model knows nobody", Set.of(KnowsSpi.class)),
            Map.entry("model does nothing", Set.of(ReadsFile.class)),
            Map.entry("spi knows model", Set.of(KnowsApi.class)),
            Map.entry("api knows model and spi", Set.of(KnowsInternal.class)),
            Map.entry("core needs no library", Set.of(UsesLibrary.class)),
            Map.entry("core knows no database", Set.of(UsesDatabase.class)),
            Map.entry("internals stay inside", Set.of(LooksInside.class)),
            Map.entry(
                    "modules do not know each other",
                    Set.of(KnowsBeta.class, KnowsRegistry.class, KnowsHub.class, KnowsOrigin.class)),
            Map.entry("one module uses the HTTP library", Set.of(UsesHttpLibrary.class)),
            Map.entry("routes ask only the api", Set.of(StoreRoutes.class)),
            Map.entry("few modules use databases", Set.of(OpensDatabase.class)),
            Map.entry("signatures mention only the contract", Set.of(ShowsInternal.class)),
            Map.entry("spi throws only its own exceptions", Set.of(ThrowsIoException.class)),
            Map.entry("records hold only what does not change", Set.of(HoldsCounter.class)),
            Map.entry("public records copy their collections", Set.of(KeepsList.class)),
            Map.entry("public fields are final", Set.of(OpenField.class)),
            Map.entry("public classes are final, abstract or sealed", Set.of(OpenClass.class)),
            Map.entry("names say what things are", Set.of(FileManager.class)),
            Map.entry("only the HTTP stack opens sockets", Set.of(OpensSocket.class)),
            Map.entry("the application asks its own server only", Set.of(AsksSomebody.class)),
            Map.entry("nobody opens a URL", Set.of(OpensUrl.class)),
            Map.entry(
                    "only few change the disk",
                    Set.of(
                            dev.stowage.architecture.violation.internal.two.WritesFile.class,
                            dev.stowage.architecture.violation.http.WritesFile.class)),
            Map.entry("nobody uses java.io.File", Set.of(UsesFile.class)),
            Map.entry("only the publisher gives final names", Set.of(LinksFile.class)),
            Map.entry("only the gate makes a match", Set.of(MakesMatch.class)),
            Map.entry("threads come from the host", Set.of(MakesThread.class, MakesPool.class, RunsInParallel.class)),
            Map.entry("nothing runs on the common pool", Set.of(RunsOnCommonPool.class)),
            Map.entry("nobody sleeps", Set.of(Sleeps.class)),
            Map.entry("nobody interrupts another", Set.of(InterruptsAnother.class)),
            Map.entry("time is injected", Set.of(ReadsClock.class, ReadsMillis.class)),
            Map.entry("chance is seeded", Set.of(RollsDice.class)),
            Map.entry("libraries print nothing", Set.of(Prints.class, PrintsTrace.class)),
            Map.entry("only Main exits", Set.of(Exits.class)),
            Map.entry("only Config reads the surroundings", Set.of(ReadsEnvironment.class, ReadsProperty.class)),
            Map.entry("libraries change nothing global", Set.of(HooksShutdown.class)),
            Map.entry("statements live in queries", Set.of(MakesStatement.class)),
            Map.entry("packages form no cycle", Set.of(One.class, Two.class)),
            Map.entry("packages are not split", Set.of(Prints.class)),
            Map.entry("providers can be found", Set.of(HiddenProvider.class)));

    private Violations() {}
}
