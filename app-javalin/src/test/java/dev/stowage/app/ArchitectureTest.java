package dev.stowage.app;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.stowage.placeholder.core.Placeholder;
import dev.stowage.placeholder.tck.PlaceholderContract;
import org.junit.jupiter.api.Test;

final class ArchitectureTest extends PlaceholderContract {
    @Test
    void coreNeedsNothingButTheJdkAndJspecify() {
        String core = Placeholder.class.getPackageName();
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(core)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(core, "java..", "org.jspecify..")
                .check(new ClassFileImporter().importPackages(core));
    }
}
