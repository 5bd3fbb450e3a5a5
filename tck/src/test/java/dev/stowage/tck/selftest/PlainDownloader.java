package dev.stowage.tck.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.Codes;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.Downloader;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.Locator;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;
import dev.stowage.spi.TransferResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The plainest downloader that keeps the contract, unless it is told to have a flaw. Rewrites its journal after each buffer. */
final class PlainDownloader implements Downloader {
    private static final java.util.List<AutoCloseable> LEAKED = new java.util.concurrent.CopyOnWriteArrayList<>();

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern NAME = Pattern.compile("attachment; filename=\"([^\"]*)\"");

    private final HttpGateway http;
    private final Set<Flaw> flaws;
    private final Object turn = new Object();

    PlainDownloader(HttpGateway http, Set<Flaw> flaws) {
        this.http = http;
        this.flaws = flaws;
    }

    /** What may be wrong with it, and the sentence that is broken by it. */
    enum Flaw {
        TELLS_WRONG_TOTAL("DL-01"),
        STARTS_TWICE("DL-02"),
        TELLS_BEFORE_WRITING("DL-03"),
        FORGETS_NAME("DL-04"),
        HIDES_WHAT_THE_LOCATOR_SAYS("DL-05"),
        ASKS_THOUGH_CANCELLED("DL-06"),
        TAKES_CANCELLATION_FOR_TROUBLE("DL-07"),
        TAKES_INTERRUPT_FOR_TROUBLE("DL-08"),
        DELETES_AFTER_FAILURE("DL-09"),
        BEGINS_ANEW("DL-10"),
        GIVES_UP_AFTER_RESET("DL-11"),
        BEGINS_ANEW_IN_ANOTHER_PROCESS("DL-12"),
        WRITES_WHOLE_FILE_AT_OFFSET("DL-13"),
        IGNORES_VALIDATORS("DL-14"),
        BELIEVES_ANY_RANGE("DL-15"),
        BELIEVES_THE_JOURNAL("DL-16"),
        IGNORES_OWNERS("DL-17"),
        FOLLOWS_REDIRECTS_AGAIN("DL-18"),
        STORES_THE_ADDRESS("DL-18"),
        LOOKS_ELSEWHERE("DL-19"),
        STORES_COMPRESSED("DL-20"),
        RETRIES_MISSING("DL-21"),
        RETRIES_REFUSALS("DL-22"),
        GIVES_UP_ON_TROUBLE("DL-23"),
        IGNORES_RETRY_AFTER("DL-24"),
        IGNORES_SIZE("DL-25"),
        NEVER_RENEWS("DL-26"),
        RENEWS_FOREVER("DL-26"),
        ASKS_THE_FIRST_ORIGIN_ONLY("DL-27"),
        TELLS_THE_ADDRESS("DL-28"),
        TAKES_DISK_FOR_NETWORK("DL-29"),
        ONE_AT_A_TIME("DL-30"),
        LEAKS_FILES("DL-31");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public Optional<RemoteBytes> peek(Locator origin, Call call) throws StowageException {
        if (!has(Flaw.LOOKS_ELSEWHERE)) {
            return Optional.empty();
        }
        HttpQuery beside =
                HttpQuery.builder(origin.locate(call).address()).rangeFrom(1).build();
        byte[] bytes = http.fetch(beside, call).body();
        return Optional.of(new RemoteBytes() {
            @Override
            public OptionalLong size() {
                return OptionalLong.of(bytes.length + 1);
            }

            @Override
            public byte[] read(long offset, int length) {
                return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
            }
        });
    }

    @Override
    public TransferResult download(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        if (!has(Flaw.ASKS_THOUGH_CANCELLED)) {
            call.check();
        }
        if (has(Flaw.ONE_AT_A_TIME)) {
            synchronized (turn) {
                return transfer(request, listener, call);
            }
        }
        return transfer(request, listener, call);
    }

    private TransferResult transfer(TransferRequest request, TransferListener listener, Call call)
            throws StowageException {
        try {
            return new Run(request, listener, call).go();
        } catch (ClosedByInterruptException e) {
            throw has(Flaw.TAKES_INTERRUPT_FOR_TROUBLE)
                    ? DiskProblem.of("download", request.partFile(), e)
                    : new CancelledException();
        } catch (IOException e) {
            StowageException failed = DiskProblem.of("download", request.partFile(), e);
            throw has(Flaw.TAKES_DISK_FOR_NETWORK) ? new StowageException(Problem.defect("download", e)) : failed;
        } finally {
            if (has(Flaw.DELETES_AFTER_FAILURE)) {
                request.partFile().toFile().delete();
            }
        }
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** What was noted of an earlier run. */
    private record Noted(long owner, String etag, long good) {
        static final Noted NOTHING = new Noted(0, "", 0);

        static Noted read(Path journal) throws IOException {
            try {
                List<String> lines = List.of(Files.readString(journal).split("\n", -1));
                return lines.size() == 5 && lines.get(4).equals("end")
                        ? new Noted(Long.parseLong(lines.get(0)), text(lines.get(1)), Long.parseLong(lines.get(2)))
                        : NOTHING;
            } catch (NoSuchFileException | NumberFormatException e) {
                return NOTHING;
            }
        }

        String written() {
            return owner + "\n" + HexFormat.of().formatHex(etag.getBytes(UTF_8)) + "\n" + good + "\n\nend";
        }

        private static String text(String hex) {
            return new String(HexFormat.of().parseHex(hex), UTF_8);
        }
    }

    private final class Run {
        private final TransferRequest request;
        private final TransferListener listener;
        private final Call call;
        private long good;
        private String etag = "";
        private boolean started;
        private int renewals;
        private @Nullable URI asked;

        Run(TransferRequest request, TransferListener listener, Call call) {
            this.request = request;
            this.listener = listener;
            this.call = call;
        }

        TransferResult go() throws StowageException, IOException {
            recall();
            StowageException last = null;
            for (int i = 0; i < request.origins().size(); i++) {
                try {
                    return from(i);
                } catch (StowageException e) {
                    if (e.problem().kind() != Problem.Kind.NOT_FOUND || has(Flaw.ASKS_THE_FIRST_ORIGIN_ONLY)) {
                        throw e;
                    }
                    last = e;
                }
            }
            throw last == null ? problem(Problem.Kind.USAGE, Codes.NO_SOURCE, "no origin") : last;
        }

        private void recall() throws IOException {
            Noted noted = Noted.read(request.journal());
            boolean anew = has(Flaw.BEGINS_ANEW) || has(Flaw.BEGINS_ANEW_IN_ANOTHER_PROCESS);
            if (has(Flaw.BELIEVES_THE_JOURNAL) && Files.exists(request.partFile())) {
                good = Files.size(request.partFile());
                etag = "\"v1\"";
            } else if (!anew && Files.exists(request.partFile()) && noted.good() <= Files.size(request.partFile())) {
                good = noted.good();
                etag = noted.etag();
            }
        }

        private TransferResult from(int origin) throws StowageException, IOException {
            URI address = located(origin);
            while (true) {
                Optional<TransferResult> done = ask(address);
                if (done.isPresent()) {
                    return done.get();
                }
                address = located(origin);
            }
        }

        private URI located(int origin) throws StowageException {
            try {
                return request.origins().get(origin).locate(call).address();
            } catch (StowageException e) {
                throw has(Flaw.HIDES_WHAT_THE_LOCATOR_SAYS)
                        ? problem(Problem.Kind.NETWORK, Codes.NO_ANSWER, "nobody knows where it is")
                        : e;
            }
        }

        /** Empty when another address is wanted. */
        private Optional<TransferResult> ask(URI address) throws StowageException, IOException {
            asked = address;
            if (has(Flaw.FOLLOWS_REDIRECTS_AGAIN)) {
                http.open(HttpQuery.builder(address).range(0, 0).build(), call).close();
            }
            HttpQuery.Builder query = HttpQuery.builder(address).header("Range", "bytes=" + good + "-");
            if (good > 0 && !has(Flaw.IGNORES_VALIDATORS)) {
                query.header("If-Range", etag);
            }
            try (HttpStream stream = http.open(query.build(), call)) {
                int status = stream.status();
                if ((status == 403 || status == 410) && renews()) {
                    return Optional.empty();
                }
                if (status != 200 && status != 206) {
                    throw refusal(stream, address);
                }
                return Optional.of(take(stream, status));
            }
        }

        private boolean renews() {
            renewals++;
            return has(Flaw.RENEWS_FOREVER) ? renewals < 100 : renewals < 2 && !has(Flaw.NEVER_RENEWS);
        }

        private TransferResult take(HttpStream stream, int status) throws StowageException, IOException {
            if (stream.headers().first("Content-Encoding").isPresent() && !has(Flaw.STORES_COMPRESSED)) {
                throw problem(Problem.Kind.VERIFICATION, Codes.ENCODED_BODY, "it is compressed");
            }
            String now = stream.headers().first("ETag").orElse("");
            OptionalLong total = total(stream, status);
            if (status == 200 && !has(Flaw.WRITES_WHOLE_FILE_AT_OFFSET)) {
                rewind();
            } else if (good > 0 && !now.equals(etag) && !has(Flaw.IGNORES_VALIDATORS)) {
                rewind();
                forget();
                throw problem(Problem.Kind.NETWORK, Codes.CHANGED, "it has changed");
            }
            etag = now;
            admit(total);
            copy(stream.body(), total);
            return result(stream);
        }

        private OptionalLong total(HttpStream stream, int status) throws StowageException {
            if (status == 200) {
                Optional<String> length = stream.headers().only("Content-Length");
                return length.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
            }
            Matcher range =
                    CONTENT_RANGE.matcher(stream.headers().only("Content-Range").orElse(""));
            boolean right = range.matches()
                    && Long.parseLong(range.group(1)) == good
                    && Long.parseLong(range.group(2)) == Long.parseLong(range.group(3)) - 1;
            if (!right && !has(Flaw.BELIEVES_ANY_RANGE)) {
                throw problem(Problem.Kind.NETWORK, Codes.RANGE_LIE, "it is another range");
            }
            return right ? OptionalLong.of(Long.parseLong(range.group(3))) : OptionalLong.empty();
        }

        private void rewind() {
            if (started && good > 0) {
                listener.rewound(
                        0,
                        problem(Problem.Kind.NETWORK, Codes.NO_RANGES, "it begins anew")
                                .problem());
            }
            good = 0;
        }

        private void forget() throws IOException {
            Files.deleteIfExists(request.journal());
        }

        private void admit(OptionalLong total) throws StowageException {
            boolean proved = request.published().containsKey(HashAlgorithm.SHA256);
            boolean other =
                    total.isPresent() && request.expectedBytes().isPresent() && !total.equals(request.expectedBytes());
            if (other && !proved && !has(Flaw.IGNORES_SIZE)) {
                throw problem(Problem.Kind.VERIFICATION, Codes.SIZE_MISMATCH, "it has another size");
            }
            listener.started(good, total);
            if (has(Flaw.STARTS_TWICE)) {
                listener.started(good, total);
            }
            started = true;
        }

        private void copy(InputStream body, OptionalLong total) throws StowageException, IOException {
            FileChannel part =
                    FileChannel.open(request.partFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                part.truncate(good);
                note();
                byte[] buffer = new byte[64 << 10];
                for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                    call.check();
                    store(part, ByteBuffer.wrap(buffer, 0, count));
                }
                part.force(true);
            } finally {
                if (has(Flaw.LEAKS_FILES)) {
                    LEAKED.add(part); // else the garbage collector would close it
                } else {
                    part.close();
                }
            }
            OptionalLong wanted = total.isPresent() ? total : request.expectedBytes();
            if (wanted.isPresent() && wanted.getAsLong() != good && !has(Flaw.IGNORES_SIZE)) {
                throw problem(Problem.Kind.NETWORK, Codes.TRUNCATED, "it ended early");
            }
        }

        private int read(InputStream body, byte[] buffer) throws StowageException {
            try {
                return body.read(buffer);
            } catch (IOException e) {
                if (!has(Flaw.TAKES_CANCELLATION_FOR_TROUBLE)) {
                    call.check();
                }
                boolean gone = has(Flaw.GIVES_UP_AFTER_RESET);
                throw problem(
                        gone ? Problem.Kind.UNEXPECTED : Problem.Kind.NETWORK,
                        gone ? Codes.INTERNAL : Codes.CONNECTION_LOST,
                        "it broke off");
            }
        }

        private void store(FileChannel part, ByteBuffer bytes) throws StowageException, IOException {
            if (Noted.read(request.journal()).owner() != request.owner() && !has(Flaw.IGNORES_OWNERS)) {
                throw problem(Problem.Kind.CONFLICT, Codes.ALREADY_RUNNING, "it belongs to somebody else");
            }
            long end = good + bytes.remaining();
            if (has(Flaw.TELLS_BEFORE_WRITING)) {
                listener.contiguous(end);
            }
            while (bytes.hasRemaining()) {
                part.write(bytes, end - bytes.remaining());
            }
            good = end;
            note();
            listener.received(good, 1);
            listener.contiguous(good);
        }

        private void note() throws IOException {
            String noted = new Noted(request.owner(), etag, good).written();
            String more = has(Flaw.STORES_THE_ADDRESS) ? "\n" + asked + "\nend" : "\n\nend";
            Files.writeString(request.journal(), noted.replace("\n\nend", more));
        }

        private TransferResult result(HttpStream stream) {
            Matcher name =
                    NAME.matcher(stream.headers().first("Content-Disposition").orElse(""));
            Optional<String> validator = etag.startsWith("\"") ? Optional.of(etag) : Optional.empty();
            return new TransferResult(
                    has(Flaw.TELLS_WRONG_TOTAL) ? good + 1 : good,
                    0,
                    name.matches() && !has(Flaw.FORGETS_NAME) ? Optional.of(name.group(1)) : Optional.empty(),
                    validator);
        }

        private StowageException refusal(HttpStream stream, URI address) {
            int status = stream.status();
            String where = has(Flaw.TELLS_THE_ADDRESS) ? " at " + address : "";
            return switch (status) {
                case 404, 410 ->
                    retryable(
                            Problem.Kind.NOT_FOUND,
                            status == 404 ? Codes.NOT_FOUND : Codes.GONE,
                            where,
                            Flaw.RETRIES_MISSING);
                case 401 -> login();
                case 403 -> retryable(Problem.Kind.AUTHENTICATION, Codes.ACCESS_DENIED, where, Flaw.RETRIES_REFUSALS);
                case 429 -> limited(stream);
                default -> trouble(status, where);
            };
        }

        private StowageException retryable(Problem.Kind kind, String code, String where, Flaw flaw) {
            Problem problem =
                    problem(kind, code, "the origin says " + code + where).problem();
            return new StowageException(has(flaw) ? problem.canRetry() : problem);
        }

        private StowageException login() {
            Problem problem = problem(Problem.Kind.AUTHENTICATION, Codes.LOGIN_NEEDED, "it wants a token")
                    .problem();
            return new StowageException(problem.asking(Need.ADD_TOKEN));
        }

        private StowageException limited(HttpStream stream) {
            Problem problem = problem(Problem.Kind.NETWORK, Codes.RATE_LIMITED, "it wants rest")
                    .problem();
            long seconds = Long.parseLong(stream.headers().first("Retry-After").orElse("0"));
            return new StowageException(
                    has(Flaw.IGNORES_RETRY_AFTER)
                            ? problem.canRetry()
                            : problem.canRetryAfter(Duration.ofSeconds(seconds)));
        }

        private StowageException trouble(int status, String where) {
            Problem problem = problem(Problem.Kind.NETWORK, Codes.SERVER_TROUBLE, "it answered " + status + where)
                    .problem();
            return new StowageException(has(Flaw.GIVES_UP_ON_TROUBLE) ? problem : problem.canRetry());
        }

        private StowageException problem(Problem.Kind kind, String code, String why) {
            Problem problem = Problem.of(kind, code, "download the file", why, "");
            return new StowageException(
                    kind == Problem.Kind.NETWORK && !code.equals(Codes.SERVER_TROUBLE) ? problem.canRetry() : problem);
        }
    }
}
