package dev.stowage.tck.selftest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.HashVerifier;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The plainest verifier that keeps the contract: it reads everything at the end, unless it is told to have a flaw. */
final class PlainVerifier implements HashVerifier {
    /** Kept, so that no garbage collection closes them. */
    private static final Set<InputStream> LEAKED = ConcurrentHashMap.newKeySet();

    private final Set<Flaw> flaws;
    private final AtomicBoolean busy = new AtomicBoolean();

    PlainVerifier(Set<Flaw> flaws) {
        this.flaws = flaws;
    }

    /** What may be wrong with it, and the sentence that is broken by it. */
    enum Flaw {
        USES_ANOTHER_ALGORITHM("HV-01"),
        FORGETS_BLOB_HEADER("HV-02"),
        REFUSES_EMPTY("HV-03"),
        WANTS_FILE_AT_ONCE("HV-04"),
        WANTS_ANNOUNCEMENT("HV-05"),
        READS_IN_READABLE("HV-06"),
        REMEMBERS_REWOUND_BYTES("HV-07"),
        IGNORES_SIZE("HV-08"),
        SKIPS_LAST_BYTE("HV-09"),
        IGNORES_CANCELLATION("HV-10"),
        IGNORES_INTERRUPTS("HV-11"),
        CLOSES_ONCE("HV-12"),
        ONE_AT_A_TIME("HV-13"),
        MISCOUNTS("HV-14"),
        LEAKS_FILES("HV-15");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public Hashing open(Path file, Set<HashAlgorithm> algorithms, Call call) throws StowageException {
        if (has(Flaw.WANTS_FILE_AT_ONCE) && !Files.exists(file)) {
            throw problem("it is not there");
        }
        if (has(Flaw.ONE_AT_A_TIME) && busy.getAndSet(true)) {
            throw problem("another one is open");
        }
        return new Plain(file, algorithms, call);
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private static StowageException problem(String why) {
        return new StowageException(Problem.of(Problem.Kind.STORAGE, Codes.PART_ALTERED, "verify the file", why, ""));
    }

    private final class Plain implements Hashing {
        private final Path file;
        private final Set<HashAlgorithm> algorithms;
        private final Call call;
        private byte[] remembered = new byte[0];
        private boolean announced;
        private boolean closed;

        Plain(Path file, Set<HashAlgorithm> algorithms, Call call) {
            this.file = file;
            this.algorithms = algorithms;
            this.call = call;
        }

        @Override
        public void readable(long bytes) {
            announced = true;
            if (has(Flaw.READS_IN_READABLE) || (has(Flaw.REMEMBERS_REWOUND_BYTES) && remembered.length == 0)) {
                try {
                    remembered = Files.readAllBytes(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("It cannot be read", e);
                }
            }
        }

        @Override
        public void rewound(long offset) {}

        @Override
        public Digests finish(long totalBytes) throws StowageException {
            if (!has(Flaw.IGNORES_CANCELLATION)) {
                call.check();
            }
            if (Thread.currentThread().isInterrupted() && !has(Flaw.IGNORES_INTERRUPTS)) {
                throw new CancelledException();
            }
            if (has(Flaw.WANTS_ANNOUNCEMENT) && !announced) {
                throw problem("nobody said that there is something");
            }
            try {
                return digests(bytes(totalBytes));
            } catch (IOException e) {
                throw DiskProblem.of("verify the file", file, e);
            }
        }

        private byte[] bytes(long totalBytes) throws StowageException, IOException {
            byte[] bytes;
            if (has(Flaw.LEAKS_FILES)) {
                InputStream leak = Files.newInputStream(file);
                bytes = leak.readAllBytes();
                LEAKED.add(leak);
            } else {
                bytes = Files.readAllBytes(file);
            }
            if (bytes.length != totalBytes && !has(Flaw.IGNORES_SIZE)) {
                throw problem("it has another size");
            }
            if (bytes.length == 0 && has(Flaw.REFUSES_EMPTY)) {
                throw problem("it is empty");
            }
            return has(Flaw.REMEMBERS_REWOUND_BYTES) && remembered.length == bytes.length ? remembered : bytes;
        }

        private Digests digests(byte[] bytes) {
            Map<HashAlgorithm, String> digests = new EnumMap<>(HashAlgorithm.class);
            MessageDigest sha256 = digest(has(Flaw.USES_ANOTHER_ALGORITHM) ? "SHA-512/256" : "SHA-256");
            sha256.update(bytes, 0, has(Flaw.SKIPS_LAST_BYTE) ? Math.max(0, bytes.length - 1) : bytes.length);
            digests.put(HashAlgorithm.SHA256, HexFormat.of().formatHex(sha256.digest()));
            if (algorithms.contains(HashAlgorithm.GIT_SHA1)) {
                MessageDigest sha1 = digest("SHA-1");
                if (!has(Flaw.FORGETS_BLOB_HEADER)) {
                    sha1.update(("blob " + bytes.length + "\0").getBytes(US_ASCII));
                }
                digests.put(HashAlgorithm.GIT_SHA1, HexFormat.of().formatHex(sha1.digest(bytes)));
            }
            return new Digests(digests, has(Flaw.MISCOUNTS) ? bytes.length + 1 : bytes.length);
        }

        @Override
        public void close() {
            busy.set(false);
            if (has(Flaw.CLOSES_ONCE) && closed) {
                throw new IllegalStateException("It is closed already");
            }
            closed = true;
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + name, e);
        }
    }
}
