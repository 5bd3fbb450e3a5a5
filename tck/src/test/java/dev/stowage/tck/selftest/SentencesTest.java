package dev.stowage.tck.selftest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.tck.AssetRegistryContract;
import dev.stowage.tck.Contract;
import dev.stowage.tck.DownloaderContract;
import dev.stowage.tck.HashVerifierContract;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.StorageContract;
import dev.stowage.tck.WorkerSyncContract;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of sentences and the tests agree. */
final class SentencesTest {
    private static final Pattern ID = Pattern.compile("[A-Z]{2}-[0-9]{2}");
    private static final Map<Class<? extends Contract>, String> CONTRACTS = Map.of(
            DownloaderContract.class, "DL",
            SourceResolverContract.class, "SR",
            HashVerifierContract.class, "HV",
            StorageContract.class, "ST",
            AssetRegistryContract.class, "AR",
            WorkerSyncContract.class, "WS");

    @Test
    void everySentenceHasATestAndEveryTestASentence() throws Exception {
        Set<String> tested = CONTRACTS.keySet().stream()
                .flatMap(contract -> Verdicts.tests(contract).stream())
                .map(SentencesTest::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(sentences().stringPropertyNames()), tested);
    }

    @Test
    void everyTestBelongsToItsContract() {
        CONTRACTS.forEach((contract, prefix) -> {
            List<Method> tests = Verdicts.tests(contract);
            assertFalse(tests.isEmpty(), () -> contract + " has no test");
            assertAll(tests.stream().map(test -> () -> assertTrue(id(test).startsWith(prefix), test::toString)));
        });
    }

    @Test
    void everySentenceIsOne() throws Exception {
        Properties sentences = sentences();
        for (String id : sentences.stringPropertyNames()) {
            String sentence = sentences.getProperty(id);
            assertTrue(ID.matcher(id).matches(), id);
            assertTrue(sentence.length() > 20 && sentence.endsWith("."), id + ": " + sentence);
        }
    }

    @Test
    void everySentenceIsProvedByAFlaw() throws Exception {
        Set<String> proved = Stream.of(
                        Arrays.stream(PlainDownloader.Flaw.values()).map(flaw -> flaw.sentence),
                        Arrays.stream(PlainSource.Flaw.values()).map(flaw -> flaw.sentence),
                        Arrays.stream(PlainVerifier.Flaw.values()).map(flaw -> flaw.sentence),
                        Arrays.stream(PlainSync.Flaw.values()).map(flaw -> flaw.sentence),
                        Arrays.stream(FlawedStorage.Flaw.values()).map(flaw -> flaw.sentence),
                        Arrays.stream(FlawedLibrary.Flaw.values()).map(flaw -> flaw.sentence))
                .flatMap(ids -> ids)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(sentences().stringPropertyNames()), proved);
    }

    private static String id(Method test) {
        String name = Verdicts.name(test);
        return name.substring(0, Math.max(0, name.indexOf(' ')));
    }

    private static Properties sentences() throws IOException {
        Properties sentences = new Properties();
        try (InputStream in = DownloaderContract.class.getResourceAsStream("contract-sentences.properties")) {
            if (in == null) {
                throw new IOException("The list of sentences is not there");
            }
            sentences.load(in);
        }
        return sentences;
    }
}
