package dev.stowage.tck.fake;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.model.Sha256;
import dev.stowage.spi.Call;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A source with the models that a test gives it. Claims the references {@code ID:anything} with certainty. Thread-safe; may be changed
 * while it is used.
 *
 * @since 0.1
 */
public final class FakeSource implements SourceResolver {
    private final String id;
    private final Origin origin;
    private final Map<Reference, Resolution> resolutions = new LinkedHashMap<>();
    private final Map<FileKey, byte[]> contents = new LinkedHashMap<>();
    private final Deque<Problem> resolveFailures = new ArrayDeque<>();
    private final Deque<Problem> locateFailures = new ArrayDeque<>();
    private final AtomicInteger resolves = new AtomicInteger();
    private final AtomicInteger locates = new AtomicInteger();
    private Optional<Checkpoint> resolveHold = Optional.empty();
    private volatile boolean peekable;

    /** @param id its id, which also begins its references and names its host {@code ID.test} */
    public FakeSource(String id) {
        this.id = id;
        this.origin = new Origin("https", id + ".test", 443);
    }

    /** The reference that this source understands by this name. */
    public Reference reference(String name) {
        return new Reference(id + ":" + name);
    }

    /** Adds a model of one file with a published SHA-256, found under the file's name. */
    public FakeSource with(String fileName, byte[] content) {
        return with(fileName, Map.of(fileName, content));
    }

    /** Adds a model of several files with published SHA-256s. */
    public FakeSource with(String name, Map<String, byte[]> files) {
        List<RemoteFile> remote = files.entrySet().stream()
                .map(file -> RemoteFile.builder(key(file.getKey()), file.getKey())
                        .sizeBytes(file.getValue().length)
                        .sha256(sha256(file.getValue()))
                        .build())
                .toList();
        ModelInfo model = ModelInfo.builder(name).build();
        files.forEach(this::content);
        return with(name, new Resolution.Found(model, remote, List.of()));
    }

    /** Adds an answer of any kind; give the bytes of its files by {@link #content}. */
    public synchronized FakeSource with(String name, Resolution resolution) {
        resolutions.put(reference(name), resolution);
        return this;
    }

    /** Sets the bytes of a file, whatever was published of them. */
    public synchronized FakeSource content(String fileName, byte[] content) {
        contents.put(key(fileName), content.clone());
        return this;
    }

    /** The next resolutions fail, one for each problem. */
    public synchronized FakeSource nextResolvesFail(Problem... problems) {
        resolveFailures.addAll(List.of(problems));
        return this;
    }

    /** The next requests for an address fail, one for each problem. */
    public synchronized FakeSource nextLocatesFail(Problem... problems) {
        locateFailures.addAll(List.of(problems));
        return this;
    }

    /** All resolutions from now on stop at this checkpoint. */
    public synchronized Checkpoint holdResolves() {
        Checkpoint hold = new Checkpoint();
        resolveHold = Optional.of(hold);
        return hold;
    }

    /** From now on its files may be looked at before somebody wants them. */
    public FakeSource makePeekable() {
        peekable = true;
        return this;
    }

    /** The key of a file. */
    public FileKey key(String fileName) {
        return new FileKey(id, fileName);
    }

    /** Where the bytes of a file are. */
    public URI address(String fileName) {
        String path = HexFormat.of().formatHex(fileName.getBytes(StandardCharsets.UTF_8));
        return URI.create(origin + "/" + path);
    }

    /** The bytes of all files by address. */
    public synchronized Map<URI, byte[]> contents() {
        return contents.entrySet().stream()
                .collect(Collectors.toMap(
                        file -> address(file.getKey().id()),
                        file -> file.getValue().clone()));
    }

    /** How often it was asked what a reference means. */
    public int resolves() {
        return resolves.get();
    }

    /** How often it was asked where a file is. */
    public int locates() {
        return locates.get();
    }

    @Override
    public Match match(Reference reference) {
        return reference.text().startsWith(id + ":") ? Match.CERTAIN : Match.NO;
    }

    @Override
    public Resolution resolve(Reference reference, Call call) throws StowageException {
        resolves.incrementAndGet();
        Optional<Checkpoint> hold = held();
        if (hold.isPresent()) {
            hold.get().pass(call);
        }
        call.check();
        synchronized (this) {
            fail(resolveFailures);
            Resolution resolution = resolutions.get(reference);
            if (resolution == null) {
                throw missing("find " + reference);
            }
            return resolution;
        }
    }

    @Override
    public FetchTarget locate(FileKey file, Call call) throws StowageException {
        locates.incrementAndGet();
        call.check();
        synchronized (this) {
            fail(locateFailures);
            if (!contents.containsKey(file)) {
                throw missing("find file " + file.id());
            }
            return FetchTarget.at(address(file.id()));
        }
    }

    @Override
    public boolean peekable() {
        return peekable;
    }

    @Override
    public List<Origin> tokenOrigins() {
        return List.of(origin);
    }

    private synchronized Optional<Checkpoint> held() {
        return resolveHold;
    }

    private static void fail(Deque<Problem> failures) throws StowageException {
        Problem failure = failures.poll();
        if (failure != null) {
            throw new StowageException(failure);
        }
    }

    private StowageException missing(String what) {
        return new StowageException(Problem.of(
                Problem.Kind.NOT_FOUND, Codes.NOT_FOUND, what, id + " has no such thing", "Check the spelling."));
    }

    private static Sha256 sha256(byte[] content) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
