package dev.stowage.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.FakeHttpGateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link SourceResolver} owes, over recorded answers of its site.
 *
 * <pre>{@code
 * final class MySourceContractTest extends SourceResolverContract {
 *     protected SourceResolver create(HttpGateway http) { return new MySource(http); }
 *
 *     protected String id() { return "my-source"; }
 *
 *     protected List<String> pasted() { return List.of("https://my.test/models/7?token=SECRET-1"); }
 *
 *     protected Set<String> secrets() { return Set.of("SECRET-1", "signed-by-cdn"); }
 *
 *     protected void record(FakeHttpGateway web) { web.json("https://my.test/api/models/7", MODEL_7); }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class SourceResolverContract extends Contract {
    private static final int NASTY = 1_000;

    private FakeHttpGateway web;
    private SourceResolver resolver;
    private boolean mayAskAnything;

    /** For subclasses. */
    protected SourceResolverContract() {}

    /** A new resolver; closed by the kit when it is {@link AutoCloseable}. */
    protected abstract SourceResolver create(HttpGateway http) throws Exception;

    /** The id of its provider, which all its file keys carry. */
    protected abstract String id();

    /** Texts as people paste them, secrets included; at least one, all of them resolvable with what {@link #record} records. */
    protected abstract List<String> pasted();

    /** Records what the site answers. Anything that is asked and not recorded fails the test. */
    protected abstract void record(FakeHttpGateway recording) throws Exception;

    /** Secrets in {@link #pasted} and in the recorded answers, such as tokens and signatures, each of them a text that occurs nowhere else. */
    protected Set<String> secrets() {
        return Set.of();
    }

    /** A reference of this source to something that the recorded site does not have; none, unless overridden. */
    protected Optional<Reference> missing() {
        return Optional.empty();
    }

    @BeforeEach
    final void open() throws Exception {
        web = new FakeHttpGateway();
        record(web);
        resolver = create(web);
        mayAskAnything = false;
    }

    @AfterEach
    final void close() throws Exception {
        if (resolver instanceof AutoCloseable closeable) {
            closeable.close();
        }
        if (!mayAskAnything) {
            assertEquals(List.of(), web.unexpected(), "asked, but not recorded");
        }
    }

    @Test
    @DisplayName("SR-01 matching never throws, whatever was pasted")
    void matchNeverThrows() {
        for (Reference reference : NastyReferences.list(1, NASTY, references())) {
            try {
                resolver.match(reference);
            } catch (RuntimeException e) {
                fail("match threw for " + reference, e);
            }
        }
    }

    @Test
    @DisplayName("SR-02 matching is pure: it asks nobody and says the same each time")
    void matchIsPure() throws Exception {
        List<Reference> all = NastyReferences.list(2, NASTY, references());
        List<SourceResolver.Match> first = all.stream().map(resolver::match).toList();
        List<List<SourceResolver.Match>> again =
                Crowd.together(4, i -> () -> all.stream().map(resolver::match).toList());
        again.forEach(answer -> assertEquals(first, answer));
        all.forEach(reference -> assertEquals(resolver.match(reference), resolver.match(reference)));
        assertEquals(List.of(), web.requests(), "match asked the site");
    }

    @Test
    @DisplayName("SR-03 matching takes microseconds")
    void matchIsQuick() throws Exception {
        List<Reference> all = NastyReferences.list(3, NASTY, references());
        Promptness.assertWithin(Duration.ofSeconds(1), "matching " + NASTY + " references", () -> {
            long begun = System.nanoTime();
            all.forEach(resolver::match);
            return System.nanoTime() - begun;
        });
    }

    @Test
    @DisplayName("SR-04 it claims the references it is made for")
    void claimsItsOwn() {
        for (Reference reference : references()) {
            assertNotEquals(SourceResolver.Match.NO, resolver.match(reference), () -> "for " + reference);
        }
    }

    @Test
    @DisplayName("SR-05 a reference means a model and files of this source, or another reference")
    void resolves() throws Exception {
        for (Reference reference : references()) {
            Resolution resolution = resolver.resolve(reference, FakeCall.local());
            if (resolution instanceof Resolution.Elsewhere elsewhere) {
                assertNotEquals(reference, elsewhere.reference(), "sent in a circle");
            }
        }
        List<FileKey> keys = keys();
        assertFalse(keys.isEmpty(), "no reference led to a file");
        keys.forEach(key -> assertEquals(id(), key.source(), "the source of " + key));
    }

    @Test
    @DisplayName("SR-05 the files of a model are told apart by their keys")
    void keysDiffer() throws Exception {
        for (Resolution.Found found : found()) {
            List<FileKey> keys = found.files().stream().map(RemoteFile::key).toList();
            assertEquals(keys.size(), Set.copyOf(keys).size(), () -> "keys that are equal among " + keys);
        }
    }

    @Test
    @DisplayName("SR-06 resolving is safe to repeat")
    void resolvesAgain() throws Exception {
        for (Reference reference : references()) {
            Resolution first = resolver.resolve(reference, FakeCall.local());
            assertEquals(first, resolver.resolve(reference, FakeCall.local()));
        }
    }

    @Test
    @DisplayName("SR-07 what the site does not have is not found")
    void tellsMissing() {
        missing().ifPresent(reference -> {
            StowageException failure =
                    assertThrows(StowageException.class, () -> resolver.resolve(reference, FakeCall.local()));
            assertEquals(Problem.Kind.NOT_FOUND, failure.problem().kind());
        });
    }

    @Test
    @DisplayName("SR-07 a reference that is none of its own fails as expected failures do")
    void resolvesNastyOnes() throws Exception {
        mayAskAnything = true;
        web.otherwise(404);
        for (Reference reference : NastyReferences.list(4, NASTY, references())) {
            try {
                resolver.resolve(reference, FakeCall.local());
            } catch (StowageException expected) {
                secrets().forEach(secret -> Leaks.assertNone(expected, secret));
            } catch (RuntimeException e) {
                fail("resolve threw for " + reference, e);
            }
        }
    }

    @Test
    @DisplayName("SR-08 each file has an address of the web")
    void locates() throws Exception {
        for (FileKey key : keys()) {
            FetchTarget target = resolver.locate(key, FakeCall.local());
            URI address = target.address();
            assertTrue(Origin.of(address).isPresent(), () -> "no address of the web for " + key);
            assertEquals(null, address.getRawUserInfo(), "a user or password is in the address");
        }
    }

    @Test
    @DisplayName("SR-09 another process locates the same key")
    void locatesInAnotherProcess() throws Exception {
        List<FileKey> keys = keys();
        SourceResolver other = create(web);
        for (FileKey key : keys) {
            FileKey stored = new FileKey(key.source(), key.id());
            assertTrue(
                    Origin.of(other.locate(stored, FakeCall.local()).address()).isPresent());
        }
    }

    @Test
    @DisplayName("SR-10 a key of which nothing is known fails as expected failures do")
    void survivesForeignKeys() throws Exception {
        mayAskAnything = true;
        web.otherwise(404);
        List<FileKey> keys = new ArrayList<>();
        for (Reference nasty : NastyReferences.list(5, 200, references())) {
            keys.add(new FileKey(id(), nasty.text()));
        }
        for (FileKey key : keys()) {
            keys.add(new FileKey(key.source(), key.id() + "x"));
            keys.add(new FileKey(key.source(), key.id().substring(0, (key.id().length() + 1) / 2)));
        }
        for (FileKey key : keys) {
            try {
                resolver.locate(key, FakeCall.local());
            } catch (StowageException expected) {
                assertFalse(expected.problem().message().isEmpty());
            } catch (RuntimeException e) {
                fail("locate threw for " + key, e);
            }
        }
    }

    @Test
    @DisplayName("SR-11 no key and nothing that is shown holds a secret of the pasted text or of the site's answers")
    void keepsSecrets() throws Exception {
        Set<String> secrets = new LinkedHashSet<>(secrets());
        String canary = "canary" + HexFormat.of().toHexDigits(new Random(7).nextLong());
        secrets.add(canary);
        List<Resolution> resolutions = new ArrayList<>();
        for (String text : pasted()) {
            resolutions.add(resolver.resolve(Reference.parse(text).reference(), FakeCall.local()));
            Optional<String> signed = signed(text, canary);
            if (signed.isPresent()) {
                resolutions.add(resolver.resolve(Reference.parse(signed.get()).reference(), FakeCall.local()));
            }
        }
        for (Resolution resolution : resolutions) {
            secrets.forEach(secret -> assertClean(resolution, secret));
        }
    }

    @Test
    @DisplayName("SR-12 a token is shown at exact, encrypted origins only, the same ones each time")
    void tokenOriginsAreExact() throws Exception {
        List<Origin> origins = resolver.tokenOrigins();
        for (Origin origin : origins) {
            assertTrue(origin.encrypted(), () -> origin + " is not encrypted");
            assertTrue(origin.host().matches("[a-z0-9.-]+|\\[[0-9a-f:.]+\\]"), () -> origin + " is no exact host");
            assertFalse(
                    origin.host().startsWith(".") || origin.host().endsWith("."), () -> origin + " is no exact host");
        }
        assertEquals(origins, create(web).tokenOrigins());
        assertEquals(List.of(), web.requests(), "tokenOrigins asked the site");
    }

    @Test
    @DisplayName("SR-13 a cancelled call is not carried out: nobody is asked")
    void respectsCancellation() throws Exception {
        List<FileKey> keys = keys();
        int asked = web.requests().size();
        FakeCall call = FakeCall.local();
        call.cancel();
        for (Reference reference : references()) {
            cancelled(() -> resolver.resolve(reference, call));
        }
        for (FileKey key : keys) {
            cancelled(() -> resolver.locate(key, call));
        }
        assertEquals(asked, web.requests().size(), "asked although cancelled");
        assertEquals(0, call.registrations(), "actions left registered with the call");
    }

    @Test
    @DisplayName("SR-14 many resolve and locate at the same time")
    void isThreadSafe() throws Exception {
        Reference reference = references().get(0);
        Resolution alone = resolver.resolve(reference, FakeCall.local());
        List<FileKey> keys = keys();
        Crowd.together(8, i -> () -> {
            assertEquals(alone, resolver.resolve(reference, FakeCall.local()));
            for (FileKey key : keys) {
                resolver.locate(key, FakeCall.local());
            }
            return true;
        });
    }

    @Test
    @DisplayName("SR-15 what a refusal means is said without asking anybody, whatever the answer holds")
    void readsRefusals() throws Exception {
        List<FileKey> keys = new ArrayList<>(keys());
        Origin origin = Origin.of(resolver.locate(keys.get(0), FakeCall.local()).address())
                .orElseThrow();
        keys.add(new FileKey(id(), "nothing that anybody has made"));
        int asked = web.requests().size();
        for (HttpReply answer : Refusals.of(origin)) {
            for (FileKey key : keys) {
                refused(key, answer);
            }
        }
        assertEquals(asked, web.requests().size(), "asked what a refusal means");
    }

    private void refused(FileKey key, HttpReply answer) throws StowageException {
        try {
            Optional<Problem> said = resolver.refusal(key, answer);
            assertEquals(said, resolver.refusal(key, answer), "said something else the second time");
            said.ifPresent(problem -> Refusals.assertProper(problem, answer));
        } catch (RuntimeException e) {
            fail("refusal threw for an answer with " + answer.status(), e);
        }
    }

    private List<Reference> references() {
        return pasted().stream().map(text -> Reference.parse(text).reference()).toList();
    }

    private List<Resolution.Found> found() throws StowageException {
        List<Resolution.Found> found = new ArrayList<>();
        for (Reference reference : references()) {
            if (resolver.resolve(reference, FakeCall.local()) instanceof Resolution.Found files) {
                found.add(files);
            }
        }
        return found;
    }

    private List<FileKey> keys() throws StowageException {
        return found().stream()
                .flatMap(found -> found.files().stream())
                .map(RemoteFile::key)
                .toList();
    }

    /** The same text with a token in its query, when it is a URL and the token is taken out again. */
    private static Optional<String> signed(String text, String canary) {
        if (!text.startsWith("http") || text.contains("#")) {
            return Optional.empty();
        }
        String more = text + (text.contains("?") ? "&" : "?") + "token=" + canary;
        boolean same =
                Reference.parse(more).reference().equals(Reference.parse(text).reference());
        return same ? Optional.of(more) : Optional.empty();
    }

    private static void assertClean(Resolution resolution, String secret) {
        if (resolution instanceof Resolution.Elsewhere elsewhere) {
            assertFalse(elsewhere.reference().text().contains(secret), "a secret is in a reference");
        }
        if (resolution instanceof Resolution.Found found) {
            for (RemoteFile file : found.files()) {
                assertFalse(file.key().id().contains(secret), "a secret is in a file's key");
                assertFalse(file.name().contains(secret), "a secret is in a file's name");
            }
            String shown = found.warnings() + " " + found.model().name() + " "
                    + found.model().attributes() + found.model().description()
                    + found.model().previews();
            assertFalse(shown.contains(secret), "a secret is in what is said of the model");
        }
    }

    /** Runs what may end as if cancelled, or have been done without asking anybody. */
    private static void cancelled(Asking asking) throws StowageException {
        try {
            asking.ask();
        } catch (CancelledException expected) {
            assertEquals(Problem.Kind.CANCELLED, expected.problem().kind());
        }
    }

    @FunctionalInterface
    private interface Asking {
        Object ask() throws StowageException;
    }
}
