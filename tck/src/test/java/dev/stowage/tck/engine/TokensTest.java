package dev.stowage.tck.engine;

import static dev.stowage.tck.engine.World.rested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Scope;
import dev.stowage.api.SourceToken;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageBuilder;
import dev.stowage.api.Tokens;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Secret;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' tokens: whose is shown for which source, and what goes on when there is one. Both sources of these tests share one origin. */
@Timeout(60)
class TokensTest {
    private static final UserId ANN = new UserId("ann");
    private static final String ONE = "token-of-source-one-1111";
    private static final String TWO = "token-of-source-two-2222";

    @TempDir
    Path models;

    private World world;
    private final LoginSite site = new LoginSite();
    private final LoginSite.Door one = site.door("one");
    private final LoginSite.Door two = site.door("two");

    @BeforeEach
    void create() {
        world = new World(models);
        site.serve(world);
    }

    @Test
    void eachSourceShowsItsOwnTokenAtAnOriginOfBoth() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            stowage.tokens().put(UserId.LOCAL, "two", Secret.of(TWO));
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            site.accept("one", ONE);
            site.accept("two", TWO);
            assertEquals(
                    Status.COMPLETED, rested(stowage, submit(stowage, "two")).status());
            assertEquals(
                    Status.COMPLETED, rested(stowage, submit(stowage, "one")).status());
            stowage.downloads().preview(DownloadRequest.of(LoginSite.page("two")));
            assertEquals(Set.of(ONE), Set.copyOf(one.shown()), "resolved and located");
            assertEquals(Set.of(TWO), Set.copyOf(two.shown()));
            assertEquals(2, one.shown().size());
            assertEquals(3, two.shown().size());
            assertEquals(List.of("two", "one"), site.fetchedFor());
        }
    }

    @Test
    void whoAsksForNoSourceOfAnOriginGetsTheFirstOnes() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            stowage.tokens().put(UserId.LOCAL, "two", Secret.of(TWO));
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(FakeCall.local(), LoginSite.ORIGIN));
            FakeCall other = FakeCall.local().forSource("direct");
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(other, LoginSite.ORIGIN));
            FakeCall second = FakeCall.local().forSource("two");
            assertEquals(Optional.of(Secret.of(TWO)), site.lookup().tokenFor(second, LoginSite.ORIGIN));
            assertEquals(Optional.empty(), site.lookup().tokenFor(second, LoginSite.ELSEWHERE));
        }
    }

    @Test
    void usersHaveTheirOwn() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            stowage.tokens().put(ANN, "one", Secret.of(ONE));
            assertEquals(Optional.empty(), site.lookup().tokenFor(FakeCall.local(), LoginSite.ORIGIN));
            FakeCall anns = FakeCall.by(ANN, "x");
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(anns, LoginSite.ORIGIN));
            assertFalse(ofOne(stowage, UserId.LOCAL).stored());
            assertTrue(ofOne(stowage, ANN).stored());
        }
    }

    @Test
    void theHostsTokenCountsBeforeTheStoredOneAndIsNotStored() throws Exception {
        StowageBuilder wired = wired(Scope.ALL)
                .token(UserId.LOCAL, "one", Secret.of(ONE), "--token")
                .token(UserId.LOCAL, "one", Secret.of(TWO), "ONE_TOKEN");
        try (Stowage stowage = World.started(wired)) {
            assertEquals(
                    new SourceToken(
                            "one",
                            List.of(LoginSite.ORIGIN),
                            Optional.of("--token"),
                            false,
                            Optional.of("1111"),
                            Optional.empty()),
                    ofOne(stowage, UserId.LOCAL));
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(TWO));
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(FakeCall.local(), LoginSite.ORIGIN));
            assertTrue(stowage.tokens().remove(UserId.LOCAL, "one"));
            assertFalse(stowage.tokens().remove(UserId.LOCAL, "one"));
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(FakeCall.local(), LoginSite.ORIGIN));
        }
        try (Stowage stowage = started(Scope.ALL)) {
            assertFalse(ofOne(stowage, UserId.LOCAL).stored());
        }
    }

    @Test
    void theListShowsNoValue() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            stowage.tokens().put(UserId.LOCAL, "two", Secret.of("short-token"));
            List<SourceToken> list = stowage.tokens().list(UserId.LOCAL);
            assertEquals(
                    List.of("fake", "one", "two"),
                    list.stream().map(SourceToken::source).toList());
            assertEquals(Optional.of("1111"), list.get(1).lastFour());
            assertEquals(Optional.empty(), list.get(2).lastFour(), "too short to show any of it");
            assertFalse(list.toString().contains("token-of"), list::toString);
            assertFalse(list.toString().contains("short"), list::toString);
        }
    }

    @Test
    void whatIsAroundATokenFallsAway() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            for (String pasted : List.of(" " + ONE + " ", "Bearer " + ONE, " bearer  " + ONE)) {
                stowage.tokens().put(UserId.LOCAL, "one", Secret.of(pasted));
                assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(FakeCall.local(), LoginSite.ORIGIN));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "Bearer ", "two words", "Bearer two words", "caf\u00e9-token-of-somebody"})
    void whatNoRequestCanCarryIsRefused(String text) throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            Tokens tokens = stowage.tokens();
            StowageException refused =
                    assertThrows(StowageException.class, () -> tokens.put(UserId.LOCAL, "one", Secret.of(text)));
            assertEquals(Codes.BAD_TOKEN, refused.problem().code());
            assertEquals(
                    "Could not store the token for \"one\": it has white space or characters that no token has, or is"
                            + " too long for one. Copy the token alone, with nothing around it.",
                    refused.getMessage());
            assertFalse(ofOne(stowage, UserId.LOCAL).stored());
        }
        StowageBuilder wired = wired(Scope.ALL).token(UserId.LOCAL, "one", Secret.of(text), "ONE_TOKEN");
        String why =
                assertThrows(StowageException.class, wired::build).problem().message();
        assertTrue(why.contains("the token from ONE_TOKEN cannot be used, it has white space"), why);
    }

    @Test
    void anUnknownSourceIsRefusedByNamingTheKnownOnes() throws Exception {
        try (Stowage stowage = started(Scope.ALL)) {
            for (String source : List.of("won", "direct")) {
                StowageException refused = assertThrows(
                        StowageException.class, () -> stowage.tokens().put(UserId.LOCAL, source, Secret.of(ONE)));
                assertEquals(Problem.Kind.USAGE, refused.problem().kind());
                assertEquals(
                        "Could not store the token for \"" + source
                                + "\": there is no source of that name that uses tokens. Use one of: fake, one, two.",
                        refused.getMessage());
                assertThrows(StowageException.class, () -> stowage.tokens().remove(UserId.LOCAL, source));
            }
        }
        StowageBuilder wired = wired(Scope.ALL).token(UserId.LOCAL, "won", Secret.of(ONE), "--token");
        String why =
                assertThrows(StowageException.class, wired::build).problem().message();
        assertTrue(
                why.contains("--token is for \"won\", which is no source that uses tokens (those are fake, one, two)"),
                why);
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForATokenGoesOnWhenThereIsOne(Scope scope) throws Exception {
        site.accept("one", ONE);
        try (Stowage stowage = started(scope)) {
            Download asking = rested(stowage, submit(stowage, "one"));
            Download other = rested(stowage, submit(stowage, "two"));
            assertEquals(Optional.of(Need.ADD_TOKEN), asking.need());
            assertEquals(List.of(asking), stowage.tokens().waiting(UserId.LOCAL, "one"));
            assertEquals(List.of(), stowage.tokens().waiting(ANN, "one"));
            stowage.tokens().put(ANN, "one", Secret.of(ONE));
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            assertEquals(Status.COMPLETED, completed(stowage, asking).status());
            assertEquals(Optional.of(other), stowage.downloads().find(other.id()), "it waits for another token");
            assertEquals(List.of(), stowage.tokens().waiting(UserId.LOCAL, "one"));
        }
    }

    @Test
    void aTokenThatIsNoGoodIsAskedForAgain() throws Exception {
        site.accept("one", ONE);
        try (Stowage stowage = started(Scope.ALL)) {
            Download asking = rested(stowage, submit(stowage, "one"));
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(TWO));
            Download still = asking;
            while (still.version() == asking.version() || still.status() != Status.AWAITING_DECISION) {
                still = stowage.downloads().find(asking.id()).orElseThrow();
            }
            assertEquals(Optional.of(Need.ADD_TOKEN), still.need());
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            completed(stowage, asking);
        }
    }

    @Test
    void aTokenThatComesWhileItIsRefusedIsNotMissed() throws Exception {
        site.accept("one", ONE);
        try (Stowage stowage = started(Scope.ALL)) {
            LoginSite.Pause pause = one.pauseBeforeRefusing();
            Download asked = submit(stowage, "one");
            pause.awaitArrival();
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            pause.end();
            completed(stowage, asked);
        }
    }

    @Test
    void whatEarlierProcessesLeftGoesOnIfATokenIsThereNow() throws Exception {
        site.accept("one", ONE);
        Download asking;
        try (Stowage stowage = started(Scope.ALL)) {
            asking = rested(stowage, submit(stowage, "one"));
        }
        try (Stowage own = started(Scope.OWN)) {
            own.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            assertEquals(List.of(asking), own.tokens().waiting(UserId.LOCAL, "one"));
            Download other = rested(own, submit(own, "two")); // the queue has looked at all that it works on
            assertEquals(Optional.of(Need.ADD_TOKEN), other.need());
            assertEquals(Optional.of(asking), own.downloads().find(asking.id()));
        }
        try (Stowage stowage = started(Scope.ALL)) {
            completed(stowage, asking);
        }
    }

    @Test
    void whatEarlierProcessesLeftWaitsWhileThereIsNone() throws Exception {
        Download asking;
        try (Stowage stowage = started(Scope.ALL)) {
            asking = rested(stowage, submit(stowage, "one"));
        }
        try (Stowage stowage = started(Scope.ALL)) {
            rested(stowage, submit(stowage, "two"));
            assertEquals(Optional.of(asking), stowage.downloads().find(asking.id()));
        }
    }

    @Test
    void tokensAreKeptBesideAProcessThatHasTheDataFolder(@TempDir Path data) throws Exception {
        site.accept("one", ONE);
        try (Stowage running = World.started(wired(Scope.ALL).folders(models, data));
                Stowage beside = wired(Scope.OWN).folders(models, data).build()) {
            beside.tokens().put(UserId.LOCAL, "one", Secret.of(ONE));
            assertEquals(
                    Status.COMPLETED, rested(running, submit(running, "one")).status());
            assertTrue(beside.tokens().remove(UserId.LOCAL, "one"));
        }
    }

    @Test
    void aPastedTokenIsForItsOwnDownloadAlone() throws Exception {
        site.accept("one", ONE);
        site.accept("two", ONE);
        try (Stowage stowage = started(Scope.ALL)) {
            stowage.tokens().put(UserId.LOCAL, "one", Secret.of(TWO));
            String pasted = LoginSite.page("one") + "?token=" + ONE;
            stowage.downloads().preview(DownloadRequest.of(pasted));
            Download done = rested(stowage, stowage.downloads().submit(DownloadRequest.of(pasted)));
            assertEquals(Status.COMPLETED, done.status(), () -> done.messages().toString());
            assertEquals(Set.of(ONE), Set.copyOf(one.shown()));
            assertEquals(0, one.urlsLent(), "a header does not end up in logs");
            FakeCall later = FakeCall.by(UserId.LOCAL, done.id().text()).forSource("one");
            while (site.lookup().tokenFor(later, LoginSite.ORIGIN).equals(Optional.of(Secret.of(ONE)))) {
                Thread.onSpinWait(); // just after the download has ended, not before
            }
            assertEquals(Optional.of(Secret.of(TWO)), site.lookup().tokenFor(later, LoginSite.ORIGIN));
        }
    }

    @Test
    void aPastedTokenGoesToItsOwnSourceAtItsOwnOriginsOnly() throws Exception {
        try (Stowage stowage = wired(Scope.OWN).build()) {
            Download queued = stowage.downloads().submit(DownloadRequest.of(LoginSite.page("one") + "?token=" + ONE));
            FakeCall own = FakeCall.by(UserId.LOCAL, queued.id().text()).forSource("one");
            assertEquals(Optional.of(Secret.of(ONE)), site.lookup().tokenFor(own, LoginSite.ORIGIN));
            assertEquals(Optional.empty(), site.lookup().tokenFor(own, LoginSite.ELSEWHERE));
            FakeCall other = FakeCall.by(UserId.LOCAL, queued.id().text()).forSource("two");
            assertEquals(Optional.empty(), site.lookup().tokenFor(other, LoginSite.ORIGIN));
            FakeCall anns = FakeCall.by(ANN, queued.id().text()).forSource("one");
            assertEquals(Optional.empty(), site.lookup().tokenFor(anns, LoginSite.ORIGIN));
        }
    }

    @Test
    void aPastedTokenIsForAllFilesOfItsReference() throws Exception {
        site.accept("one", ONE);
        try (Stowage stowage = started(Scope.ALL)) {
            DownloadRequest both = DownloadRequest.builder(LoginSite.page("one") + "?token=" + ONE)
                    .answers(LoginSite.bothFiles("one"))
                    .build();
            Download first = rested(stowage, stowage.downloads().submit(both));
            Download second = rested(stowage, new DownloadId(first.id() + "-2"));
            assertEquals(List.of(Status.COMPLETED, Status.COMPLETED), List.of(first.status(), second.status()));
        }
    }

    private StowageBuilder wired(Scope scope) {
        return world.wired()
                .work(scope)
                .add(site, Map.of())
                .use(SourceResolver.class, "one", one)
                .use(SourceResolver.class, "two", two);
    }

    private Stowage started(Scope scope) throws StowageException {
        return World.started(wired(scope));
    }

    private static Download submit(Stowage stowage, String source) throws StowageException {
        return stowage.downloads().submit(DownloadRequest.of(LoginSite.page(source)));
    }

    private static SourceToken ofOne(Stowage stowage, UserId user) throws StowageException {
        return stowage.tokens().list(user).stream()
                .filter(entry -> entry.source().equals("one"))
                .findFirst()
                .orElseThrow();
    }

    /** What waits counts as resting, so that this has to look again. */
    private static Download completed(Stowage stowage, Download download) throws StowageException {
        Download now = download;
        while (now.status() != Status.COMPLETED) {
            now = stowage.downloads().find(download.id()).orElseThrow();
            assertFalse(now.status() == Status.FAILED, now.messages()::toString);
        }
        return now;
    }
}
