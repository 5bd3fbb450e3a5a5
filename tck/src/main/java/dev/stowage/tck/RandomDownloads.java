package dev.stowage.tck;

import dev.stowage.model.Answers;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Check;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Draft;
import dev.stowage.model.Duplicate;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Need;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PreviewMedia;
import dev.stowage.model.Problem;
import dev.stowage.model.Recheck;
import dev.stowage.model.Reference;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.UserId;
import dev.stowage.model.WorkerSelection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes downloads that look like nothing in particular and break whatever handles them carelessly: every status in turn, every component
 * present and absent, texts with quotes, line breaks and characters beyond the basic plane. Moments have microseconds, as clocks and
 * databases do. The same seed makes the same downloads. Not thread-safe.
 *
 * @since 0.1
 */
public final class RandomDownloads {
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<String> PIECES = List.of(
            "model",
            "Ünïcode",
            "日本語",
            "🦊",
            "o'clock",
            "\"quoted\"",
            "100%",
            "under_score",
            "; DROP TABLE downloads; --",
            "back\\slash",
            "<b>bold</b>",
            "{\"json\":null}",
            "$1",
            "e\u0301",
            "NULL",
            "0x00");
    private static final List<String> NAMES =
            List.of("model.safetensors", "日本語 モデル.gguf", "o'clock (2).ckpt", "Ünï code.bin", "🦊.pt", "100%_real.zip");
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEARS_OF_MICROS = 300_000_000_000_000L;

    private final Random random;
    private int made;

    /** @param seed chooses the downloads */
    public RandomDownloads(long seed) {
        random = new Random(seed);
    }

    /** The next download; its status is the next one in the order of {@link Status}, its version 1. */
    public Download next() {
        return next(STATUSES.get(made % STATUSES.size()));
    }

    /** The next download, in this status. */
    public Download next(Status status) {
        DownloadBuilder download = begun().status(status).reason(line()).priority(random.nextInt(-5, 6));
        identify(download, status);
        rest(download);
        findings(download);
        conclude(download, status);
        return download.build();
    }

    /** So many downloads, beginning with {@link Status#RESOLVING}. */
    public List<Download> list(int count) {
        return IntStream.range(0, count).mapToObj(i -> next()).toList();
    }

    private DownloadBuilder begun() {
        made++;
        DownloadId id = new DownloadId("r-" + made + "-" + HexFormat.of().toHexDigits(random.nextLong()));
        Reference reference = new Reference("https://example.test/" + made + "?q=" + line());
        return new DownloadBuilder(id, user(), reference, moment())
                .answers(answers())
                .group(maybe(new DownloadId("group-" + random.nextInt(9))))
                .updatedAt(moment());
    }

    private void identify(DownloadBuilder download, Status status) {
        boolean resolved = status != Status.RESOLVING && status != Status.AWAITING_DECISION && status != Status.FAILED;
        if (resolved || random.nextBoolean()) {
            download.file(new FileKey("source-" + random.nextInt(3), line()))
                    .model(model())
                    .draft(draft())
                    .name(fileName(), random.nextBoolean())
                    .placement(placement());
        }
    }

    private void rest(DownloadBuilder download) {
        download.totalBytes(random.nextBoolean() ? OptionalLong.of(bytes()) : OptionalLong.empty())
                .receivedBytes(bytes())
                .attempts(random.nextInt(9))
                .refetches(random.nextInt(2))
                .recheck(maybe(recheck()))
                .retryAt(maybe(moment()))
                .partFolder(maybe(path("parts")));
    }

    private void findings(DownloadBuilder download) {
        download.findings(some(() -> new Finding(Codes.UNVERIFIED, text(), random.nextBoolean())))
                .duplicates(
                        some(() -> new Duplicate(sha256(), text(), path("old"), pick(Duplicate.MatchedBy.values()))));
    }

    private void conclude(DownloadBuilder download, Status status) {
        digests(download, status);
        if (status == Status.FAILED || status == Status.AWAITING_DECISION || random.nextBoolean()) {
            download.problem(problem(status == Status.AWAITING_DECISION));
        }
        switch (status) {
            case REGISTERING -> download.filePath(path("models"));
            case SYNCING, COMPLETED -> download.filePath(path("models")).assetId(sha256());
            default -> {
                maybe(path("models")).ifPresent(download::filePath);
                maybe(sha256()).ifPresent(download::assetId);
            }
        }
    }

    /** Digests that are equal to the published ones, except perhaps where a mismatch is possible. */
    private void digests(DownloadBuilder download, Status status) {
        Map<HashAlgorithm, String> published = new EnumMap<>(HashAlgorithm.class);
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            maybe(hex(algorithm)).ifPresent(digest -> published.put(algorithm, digest));
        }
        Map<HashAlgorithm, String> computed = new EnumMap<>(published);
        if (status == Status.FAILED && random.nextBoolean()) {
            computed.replaceAll((algorithm, same) -> hex(algorithm));
        }
        boolean needed = status == Status.PLACING || status == Status.REGISTERING || status == Status.SYNCING;
        Digests digests = new Digests(computed, bytes());
        download.published(published).computed(needed ? Optional.of(digests) : maybe(digests));
    }

    private Answers answers() {
        Answers.Builder answers = Answers.builder()
                .onDuplicate(pick(OnDuplicate.values()))
                .review(pick(ReviewMode.values()))
                .files(some(this::line));
        maybe(type()).ifPresent(answers::type);
        maybe(new BaseModel(line())).ifPresent(answers::baseModel);
        maybe(fileName()).ifPresent(answers::name);
        maybe(sha256()).ifPresent(answers::sha256);
        maybe(target()).ifPresent(answers::target);
        maybe(new WorkerSelection(Set.of("fast", "gpu-1"), random.nextBoolean()))
                .ifPresent(answers::workers);
        return answers.paused(random.nextBoolean()).build();
    }

    private ModelInfo model() {
        ModelInfo.Builder model = ModelInfo.builder(text())
                .type(type())
                .triggerWords(some(this::line))
                .tags(some(this::line))
                .nsfw(random.nextBoolean())
                .previews(some(() -> new PreviewMedia(uri(), pick(PreviewMedia.Kind.values()))));
        maybe(line()).ifPresent(model::version);
        maybe(line()).ifPresent(model::creator);
        maybe(line()).ifPresent(model::variant);
        maybe(new BaseModel(line())).ifPresent(model::baseModel);
        maybe(family()).ifPresent(model::baseFamily);
        maybe(text()).ifPresent(model::description);
        maybe(line()).ifPresent(model::license);
        some(this::line).forEach(key -> model.attribute(key, text()));
        return model.build();
    }

    private Draft draft() {
        return new Draft(
                text(),
                type(),
                maybe(new BaseModel(line())),
                maybe(family()),
                some(this::line),
                maybe(text()),
                some(this::line),
                maybe(uri()));
    }

    private PlacementDecision placement() {
        List<Finding> doubts = some(() -> Finding.doubt(Codes.NO_RULE, text()));
        return new PlacementDecision(path("models"), target(), line(), some(this::line), doubts);
    }

    private Problem problem(boolean asking) {
        Problem problem = Problem.of(pick(Problem.Kind.values()), Codes.SERVER_TROUBLE, line(), line(), line());
        if (asking) {
            return problem.asking(pick(Need.values()));
        }
        return random.nextBoolean()
                ? problem.canRetry()
                : problem.canRetryAfter(Duration.ofSeconds(random.nextInt(9999)));
    }

    private Recheck recheck() {
        Check check = new Check(pick(Check.Condition.values()), moment());
        Digests digests = new Digests(Map.of(HashAlgorithm.SHA256, hex(HashAlgorithm.SHA256)), bytes());
        return new Recheck(check, maybe(digests), maybe(problem(false)));
    }

    private UserId user() {
        return new UserId(pick(new String[] {"local", "ann@example.test", "bob-2"}));
    }

    private ModelType type() {
        return pick(new ModelType[] {ModelType.LORA, ModelType.UNKNOWN, new ModelType("type_" + random.nextInt(99))});
    }

    private BaseFamily family() {
        return new BaseFamily("family_" + random.nextInt(99));
    }

    private FileName fileName() {
        return new FileName(NAMES.get(random.nextInt(NAMES.size())));
    }

    private SafePath target() {
        return SafePath.parse("folder " + random.nextInt(9) + "/" + fileName());
    }

    private Path path(String folder) {
        return Path.of("/" + folder, "a folder", "file " + random.nextInt(999)).toAbsolutePath();
    }

    private URI uri() {
        return URI.create("https://example.test/%F0%9F%A6%8A/" + random.nextInt(999) + "?a=b&c=%20");
    }

    private Sha256 sha256() {
        return new Sha256(hex(HashAlgorithm.SHA256));
    }

    private String hex(HashAlgorithm algorithm) {
        byte[] digest = new byte[algorithm.hexDigits() / 2];
        random.nextBytes(digest);
        return HexFormat.of().formatHex(digest);
    }

    private Instant moment() {
        return EPOCH.plus(random.nextLong(YEARS_OF_MICROS), ChronoUnit.MICROS);
    }

    private long bytes() {
        return pick(new Long[] {0L, 1L, Long.MAX_VALUE, random.nextLong(1L << 40)});
    }

    /** One to four pieces, without control characters. */
    private String line() {
        return String.join(
                " ",
                Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                        .limit(1 + random.nextInt(4))
                        .toList());
    }

    private String text() {
        return line() + (random.nextBoolean() ? "\r\n\t" + line() : "");
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> values) {
        return Stream.generate(values).limit(random.nextInt(4)).toList();
    }

    private <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
