package dev.stowage.tck.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.tck.fake.FakeCall;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A source of lists of file names, as plain as can be, unless it is told to have a flaw. */
final class PlainSource implements SourceResolver {
    static final String ID = "plain";
    static final String SITE = "https://plain.test";

    private static final Pattern MODEL = Pattern.compile(Pattern.quote(SITE) + "/models/([0-9]{1,9})(?:\\?.*)?");
    private static final Pattern KEY = Pattern.compile("([0-9]{1,9})/([a-z]{1,20})");

    private final HttpGateway http;
    private final Set<Flaw> flaws;
    private final Map<FileKey, Boolean> made = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();

    PlainSource(HttpGateway http, Set<Flaw> flaws) {
        this.http = http;
        this.flaws = flaws;
    }

    /** What may be wrong with it, and the sentence that is broken by it. */
    enum Flaw {
        MATCH_WANTS_URLS("SR-01"),
        MATCH_COUNTS("SR-02"),
        MATCH_ASKS("SR-02"),
        MATCH_IS_SLOW("SR-03"),
        CLAIMS_NOTHING("SR-04"),
        KEYS_OF_ANOTHER_SOURCE("SR-05"),
        SAME_KEY_FOR_ALL("SR-05"),
        NAMES_DIFFER_EACH_TIME("SR-06"),
        TAKES_MISSING_FOR_TROUBLE("SR-07"),
        FAILS_ON_FOREIGN_REFERENCES("SR-07"),
        ADDRESS_IS_NO_URL("SR-08"),
        KNOWS_OWN_KEYS_ONLY("SR-09"),
        FAILS_ON_FOREIGN_KEYS("SR-10"),
        KEEPS_SIGNATURES("SR-11"),
        TOKENS_FOR_WILDCARDS("SR-12"),
        TOKENS_FOR_PLAIN_HTTP("SR-12"),
        TAKES_CANCELLATION_FOR_TROUBLE("SR-13"),
        NOT_THREAD_SAFE("SR-14"),
        ASKS_WHAT_A_REFUSAL_MEANS("SR-15"),
        FAILS_ON_UNREADABLE_REFUSALS("SR-15"),
        PASSES_REFUSALS_ON("SR-15"),
        TAKES_LIMITS_FOR_THE_END("SR-15");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public Match match(Reference reference) {
        if (has(Flaw.MATCH_WANTS_URLS)) {
            return reference.uri().orElseThrow().getHost().equals("plain.test") ? Match.CERTAIN : Match.NO;
        }
        if (has(Flaw.MATCH_COUNTS)) {
            return count.incrementAndGet() % 2 == 0 ? Match.CERTAIN : Match.NO;
        }
        if (has(Flaw.MATCH_ASKS)) {
            try {
                http.fetch(HttpQuery.get(URI.create(SITE + "/api/7")), FakeCall.local());
            } catch (StowageException e) {
                return Match.NO;
            }
        }
        if (has(Flaw.MATCH_IS_SLOW)) {
            spin();
        }
        boolean ours = MODEL.matcher(reference.text()).matches() && !has(Flaw.CLAIMS_NOTHING);
        return ours ? Match.CERTAIN : Match.NO;
    }

    @Override
    public Resolution resolve(Reference reference, Call call) throws StowageException {
        Matcher model = MODEL.matcher(reference.text());
        if (!model.matches()) {
            if (has(Flaw.FAILS_ON_FOREIGN_REFERENCES)) {
                throw new IllegalArgumentException("Not a model");
            }
            throw problem(Problem.Kind.USAGE, Codes.BAD_REFERENCE, "it is no model's page");
        }
        if (has(Flaw.NOT_THREAD_SAFE) && busy.getAndSet(true)) {
            throw new IllegalStateException("Somebody else is here");
        }
        int turn = count.incrementAndGet();
        String number = model.group(1);
        String listed = ask(number, call);
        if (has(Flaw.NOT_THREAD_SAFE)) {
            spin();
            busy.set(false);
        }
        String name = has(Flaw.NAMES_DIFFER_EACH_TIME) ? "model " + turn : "model " + number;
        List<RemoteFile> files =
                Stream.of(listed.split(" ")).map(file -> file(number, file)).toList();
        return new Resolution.Found(ModelInfo.builder(name).build(), files, List.of());
    }

    private RemoteFile file(String number, String listed) {
        String name = listed.substring(0, listed.indexOf('?'));
        String id = has(Flaw.SAME_KEY_FOR_ALL) ? number : number + "/" + (has(Flaw.KEEPS_SIGNATURES) ? listed : name);
        FileKey key = new FileKey(has(Flaw.KEYS_OF_ANOTHER_SOURCE) ? "other" : ID, id);
        made.put(key, true);
        return RemoteFile.builder(key, name).build();
    }

    private String ask(String number, Call call) throws StowageException {
        HttpReply reply;
        try {
            reply = http.fetch(HttpQuery.get(URI.create(SITE + "/api/" + number)), call);
        } catch (CancelledException e) {
            throw has(Flaw.TAKES_CANCELLATION_FOR_TROUBLE)
                    ? problem(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, "it does not answer")
                    : e;
        }
        if (reply.status() != 200) {
            throw has(Flaw.TAKES_MISSING_FOR_TROUBLE)
                    ? problem(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, "it answered " + reply.status())
                    : problem(Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, "there is no such model");
        }
        return new String(reply.body(), UTF_8);
    }

    @Override
    public FetchTarget locate(FileKey file, Call call) throws StowageException {
        if (has(Flaw.KNOWS_OWN_KEYS_ONLY) && !made.containsKey(file)) {
            throw problem(Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, "nobody has resolved it");
        }
        Matcher key = KEY.matcher(file.id());
        if (!key.matches() && has(Flaw.FAILS_ON_FOREIGN_KEYS)) {
            throw new IllegalArgumentException("Not a key");
        }
        if (!key.matches() && !has(Flaw.SAME_KEY_FOR_ALL) && !has(Flaw.KEEPS_SIGNATURES)) {
            throw problem(Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, "there is no such file");
        }
        return FetchTarget.at(URI.create((has(Flaw.ADDRESS_IS_NO_URL) ? "" : SITE) + "/files/" + file.id()));
    }

    @Override
    public Optional<Problem> refusal(FileKey file, HttpReply answer) throws StowageException {
        String said = new String(answer.body(), UTF_8);
        if (has(Flaw.ASKS_WHAT_A_REFUSAL_MEANS)) {
            ask("7", FakeCall.local());
        }
        if (has(Flaw.FAILS_ON_UNREADABLE_REFUSALS) && !said.startsWith("{")) {
            throw new IllegalArgumentException("No JSON");
        }
        if (answer.status() != 403 && !has(Flaw.TAKES_LIMITS_FOR_THE_END)) {
            return Optional.empty();
        }
        String why = has(Flaw.PASSES_REFUSALS_ON) ? "the site says " + said : "it is for members only";
        return Optional.of(
                problem(Problem.Kind.AUTHENTICATION, Codes.ACCESS_DENIED, why).problem());
    }

    @Override
    public List<Origin> tokenOrigins() {
        if (has(Flaw.TOKENS_FOR_WILDCARDS)) {
            return List.of(new Origin("https", "*.plain.test", 443));
        }
        return List.of(new Origin(has(Flaw.TOKENS_FOR_PLAIN_HTTP) ? "http" : "https", "plain.test", 443));
    }

    private static void spin() {
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private static StowageException problem(Problem.Kind kind, String code, String why) {
        return new StowageException(Problem.of(kind, code, "resolve a model of plain.test", why, ""));
    }
}
