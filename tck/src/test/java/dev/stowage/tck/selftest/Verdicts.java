package dev.stowage.tck.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.stowage.tck.Contract;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the tests of one sentence on an implementation and says how they ended. */
final class Verdicts {
    private Verdicts() {}

    /** Fails unless a test of the sentence fails. */
    static void assertRejected(Class<? extends Contract> contract, String sentence) {
        Events tests = run(contract, sentence);
        assertNotEquals(0, tests.failed().count(), sentence + " lets it pass");
        assertFalse(tests.started().count() == 0, "nothing ran");
    }

    private static Events run(Class<? extends Contract> contract, String sentence) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (Method test : tests(contract)) {
            if (name(test).startsWith(sentence + " ")) {
                selectors.add(selectMethod(contract, test.getName()));
            }
        }
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(new DiscoverySelector[0]))
                .execute()
                .testEvents();
    }

    /** The test methods of a contract and of the classes above it. */
    static List<Method> tests(Class<?> contract) {
        List<Method> tests = new ArrayList<>();
        for (Class<?> type = contract; type != null && type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(tests::add);
        }
        return tests;
    }

    static String name(Method test) {
        DisplayName name = test.getAnnotation(DisplayName.class);
        return name == null ? "" : name.value();
    }
}
