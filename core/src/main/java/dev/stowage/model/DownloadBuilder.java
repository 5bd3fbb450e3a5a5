package dev.stowage.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The components of a {@link Download} by name, for its own verbs and for stores that read it back. Not thread-safe.
 *
 * @since 0.1
 */
public final class DownloadBuilder {
    private final DownloadId id;
    private final UserId owner;
    private Optional<DownloadId> group = Optional.empty();
    private final Reference reference;
    private Answers answers = Answers.NONE;
    private int priority;
    private Status status = Status.RESOLVING;
    private String reason = "submitted";
    private Optional<FileKey> file = Optional.empty();
    private Optional<ModelInfo> model = Optional.empty();
    private Optional<Draft> draft = Optional.empty();
    private Optional<FileName> fileName = Optional.empty();
    private boolean provisionalName;
    private OptionalLong totalBytes = OptionalLong.empty();
    private long receivedBytes;
    private Map<HashAlgorithm, String> published = Map.of();
    private Optional<Digests> computed = Optional.empty();
    private Optional<PlacementDecision> placement = Optional.empty();
    private Optional<Path> partFolder = Optional.empty();
    private Optional<Path> filePath = Optional.empty();
    private Optional<Sha256> assetId = Optional.empty();
    private List<Finding> findings = List.of();
    private List<Duplicate> duplicates = List.of();
    private Optional<Problem> problem = Optional.empty();
    private Optional<Recheck> recheck = Optional.empty();
    private int attempts;
    private int refetches;
    private Optional<Instant> retryAt = Optional.empty();
    private long version = 1;
    private final Instant createdAt;
    private Instant updatedAt;

    /** A download that was submitted just now and is nowhere yet. */
    public DownloadBuilder(DownloadId id, UserId owner, Reference reference, Instant createdAt) {
        this.id = id;
        this.owner = owner;
        this.reference = reference;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    DownloadBuilder(Download from) {
        id = from.id();
        owner = from.owner();
        group = from.group();
        reference = from.reference();
        answers = from.answers();
        priority = from.priority();
        status = from.status();
        reason = from.reason();
        file = from.file();
        model = from.model();
        draft = from.draft();
        fileName = from.fileName();
        provisionalName = from.provisionalName();
        totalBytes = from.totalBytes();
        receivedBytes = from.receivedBytes();
        published = from.published();
        computed = from.computed();
        placement = from.placement();
        partFolder = from.partFolder();
        filePath = from.filePath();
        assetId = from.assetId();
        findings = from.findings();
        duplicates = from.duplicates();
        problem = from.problem();
        recheck = from.recheck();
        attempts = from.attempts();
        refetches = from.refetches();
        retryAt = from.retryAt();
        version = from.version();
        createdAt = from.createdAt();
        updatedAt = from.updatedAt();
    }

    public DownloadBuilder group(Optional<DownloadId> value) {
        group = value;
        return this;
    }

    public DownloadBuilder answers(Answers value) {
        answers = value;
        return this;
    }

    public DownloadBuilder priority(int value) {
        priority = value;
        return this;
    }

    public DownloadBuilder status(Status value) {
        status = value;
        return this;
    }

    public DownloadBuilder reason(String value) {
        reason = value;
        return this;
    }

    public DownloadBuilder file(FileKey value) {
        file = Optional.of(value);
        return this;
    }

    public DownloadBuilder model(ModelInfo value) {
        model = Optional.of(value);
        return this;
    }

    public DownloadBuilder draft(Draft value) {
        draft = Optional.of(value);
        return this;
    }

    public DownloadBuilder totalBytes(OptionalLong value) {
        totalBytes = value;
        return this;
    }

    public DownloadBuilder receivedBytes(long value) {
        receivedBytes = value;
        return this;
    }

    public DownloadBuilder published(Map<HashAlgorithm, String> value) {
        published = value;
        return this;
    }

    public DownloadBuilder computed(Optional<Digests> value) {
        computed = value;
        return this;
    }

    public DownloadBuilder placement(PlacementDecision value) {
        placement = Optional.of(value);
        return this;
    }

    public DownloadBuilder partFolder(Optional<Path> value) {
        partFolder = value;
        return this;
    }

    public DownloadBuilder filePath(Path value) {
        filePath = Optional.of(value);
        return this;
    }

    public DownloadBuilder assetId(Sha256 value) {
        assetId = Optional.of(value);
        return this;
    }

    public DownloadBuilder findings(List<Finding> value) {
        findings = value;
        return this;
    }

    public DownloadBuilder duplicates(List<Duplicate> value) {
        duplicates = value;
        return this;
    }

    public DownloadBuilder problem(Problem value) {
        problem = Optional.of(value);
        return this;
    }

    public DownloadBuilder recheck(Optional<Recheck> value) {
        recheck = value;
        return this;
    }

    public DownloadBuilder attempts(int value) {
        attempts = value;
        return this;
    }

    public DownloadBuilder refetches(int value) {
        refetches = value;
        return this;
    }

    public DownloadBuilder retryAt(Optional<Instant> value) {
        retryAt = value;
        return this;
    }

    public DownloadBuilder version(long value) {
        version = value;
        return this;
    }

    public DownloadBuilder updatedAt(Instant value) {
        updatedAt = value;
        return this;
    }

    /** What the file is called, and whether the origin may still tell better. */
    public DownloadBuilder name(FileName value, boolean provisional) {
        fileName = Optional.of(value);
        provisionalName = provisional;
        return this;
    }

    /** Whatever it waited or asked for is settled. */
    DownloadBuilder settled() {
        problem = Optional.empty();
        retryAt = Optional.empty();
        return this;
    }

    /** The value. @throws IllegalStateException when something is missing that the status promises */
    public Download build() {
        return new Download(
                id,
                owner,
                group,
                reference,
                answers,
                priority,
                status,
                reason,
                file,
                model,
                draft,
                fileName,
                provisionalName,
                totalBytes,
                receivedBytes,
                published,
                computed,
                placement,
                partFolder,
                filePath,
                assetId,
                findings,
                duplicates,
                problem,
                recheck,
                attempts,
                refetches,
                retryAt,
                version,
                createdAt,
                updatedAt);
    }
}
