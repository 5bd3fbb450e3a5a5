package dev.stowage.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Every rule by name, for one layout.
 *
 * @param layout which packages are meant
 * @param http the module of the guarded HTTP stack
 * @param httpLibrary the package of the library that it alone may use
 * @param jar which jar a class lies in
 * @param listed the providers that services files list
 */
record Rules(Layout layout, String http, String httpLibrary, Function<JavaClass, String> jar, Set<String> listed) {
    /** The module that owns the database, and the one that keeps its tables there too. */
    static final String PERSISTENCE = "persistence";

    static final String REGISTRY = "registry";
    static final String WORKERS = "workers";

    Rules {
        listed = Set.copyOf(listed);
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        addLayers(rules, new LayerRules(layout));
        addPublic(rules, new PublicRules(layout));
        addCalls(rules, new CallRules(layout));
        StructureRules structure = new StructureRules(layout);
        rules.put("packages form no cycle", structure.packagesFormNoCycle());
        rules.put("packages are not split", structure.packagesAreNotSplit(jar));
        rules.put("providers can be found", structure.providersCanBeFound(listed));
        return rules;
    }

    private void addLayers(Map<String, ArchRule> rules, LayerRules layers) {
        rules.put("model knows nobody", layers.modelKnowsNobody());
        rules.put("model does nothing", layers.modelDoesNothing());
        rules.put("spi knows model", layers.spiKnowsModel());
        rules.put("api knows model and spi", layers.apiKnowsModelAndSpi());
        rules.put("core needs no library", layers.coreNeedsNoLibrary());
        rules.put("core knows no database", layers.coreKnowsNoDatabase());
        rules.put("internals stay inside", layers.internalsStayInside());
        rules.put("modules do not know each other", layers.modulesDoNotKnowEachOther(REGISTRY, PERSISTENCE));
        rules.put("one module uses the HTTP library", layers.onlyOneUses(http, httpLibrary));
        rules.put("routes ask only the api", layers.routesAskOnlyTheApi());
        rules.put("few modules use databases", layers.onlyTheseUseDatabases(PERSISTENCE, REGISTRY));
    }

    private static void addPublic(Map<String, ArchRule> rules, PublicRules shape) {
        rules.put("signatures mention only the contract", shape.signaturesMentionOnlyTheContract());
        rules.put("spi throws only its own exceptions", shape.spiThrowsOnlyItsOwnExceptions());
        rules.put("records hold only what does not change", shape.recordsHoldOnlyWhatDoesNotChange());
        rules.put("public records copy their collections", shape.publicRecordsCopyTheirCollections());
        rules.put("public fields are final", shape.publicFieldsAreFinal());
        rules.put("public classes are final, abstract or sealed", shape.publicClassesAreFinalAbstractOrSealed());
        rules.put("names say what things are", shape.namesSayWhatThingsAre());
    }

    private void addCalls(Map<String, ArchRule> rules, CallRules calls) {
        rules.put("only the HTTP stack opens sockets", calls.onlyTheHttpStackOpensSockets(http));
        rules.put(
                "the application asks its own server only",
                calls.onlyOnePackageOfTheApplicationAsks("served", "LocalConnector"));
        rules.put("nobody opens a URL", calls.nobodyOpensAUrl());
        rules.put("only few change the disk", calls.onlyFewChangeTheDisk(http, "PartFile", "Journal", "TransferLock"));
        rules.put("nobody uses java.io.File", calls.nobodyUsesJavaIoFile());
        rules.put(
                "only the publisher gives final names",
                calls.onlyThePublisherGivesFinalNames("FinalName", WORKERS, "Delivery"));
        rules.put("only the gate makes a match", calls.onlyTheGateMakesAMatch());
        rules.put("threads come from the host", calls.threadsComeFromTheHost());
        rules.put("nothing runs on the common pool", calls.nothingRunsOnTheCommonPool());
        rules.put("nobody sleeps", calls.nobodySleeps());
        rules.put("nobody interrupts another", calls.nobodyInterruptsAnother());
        rules.put("time is injected", calls.timeIsInjected());
        rules.put("chance is seeded", calls.chanceIsSeeded());
        rules.put("libraries print nothing", calls.librariesPrintNothing());
        rules.put("only Main exits", calls.onlyMainExits());
        rules.put("only Config reads the surroundings", calls.onlyConfigReadsTheSurroundings());
        rules.put("libraries change nothing global", calls.librariesChangeNothingGlobal());
        rules.put("statements live in queries", calls.onlyQueriesMakeStatements("Queries"));
    }
}
