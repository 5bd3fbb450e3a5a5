package dev.stowage.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.DiskProblem;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a file of the size that an origin offers is taken in at all, and room for it. Asked before its first byte is stored. */
final class Admission implements AutoCloseable {
    private static final long LARGEST_RESERVE = 2L << 30;
    private static final int RESERVE_SHARE = 50;

    private final Job job;
    private final long largest;
    private final FileStore disk;
    private final Reservations.Hold hold;

    private Admission(Job job, long largest, FileStore disk, Reservations.Hold hold) {
        this.job = job;
        this.largest = largest;
        this.disk = disk;
        this.hold = hold;
    }

    static Admission open(Job job, long largest, Reservations reservations) throws StowageException {
        try {
            FileStore disk = Files.getFileStore(folder(job));
            return new Admission(job, largest, disk, reservations.open(disk));
        } catch (IOException e) {
            throw unseen(job, e);
        }
    }

    /**
     * Judges the size and the room that is left for it.
     *
     * @param good how many bytes are stored already
     */
    void check(long offered, long good, Telling telling) throws StowageException {
        Optional<Problem> problem = size(offered, telling);
        if (problem.isEmpty() && !hold.reserve(offered - good, reserve(offered), free())) {
            problem = Optional.of(DiskProblem.noSpace(telling.what(), folder(job)));
        }
        if (problem.isPresent()) {
            throw new StowageException(problem.get());
        }
    }

    /** What is wrong with a file that has no bytes. */
    Problem ofNothing(Telling telling) {
        return size(0, telling).orElseThrow();
    }

    /** The size that the source has announced, where it alone can tell a wrong file. */
    OptionalLong announced() {
        return job.proved() ? OptionalLong.empty() : job.request().expectedBytes();
    }

    /** How many bytes a body may have that does not say where it ends. */
    long most() {
        return Math.min(announced().orElse(largest), largest);
    }

    private Optional<Problem> size(long offered, Telling telling) {
        OptionalLong announced = announced();
        if (announced.isPresent() && announced.getAsLong() != offered) {
            return Optional.of(telling.sizeMismatch(announced.getAsLong(), offered));
        }
        if (offered == 0) {
            return Optional.of(telling.empty());
        }
        return offered > largest ? Optional.of(telling.tooLarge(offered, largest)) : Optional.empty();
    }

    private static long reserve(long offered) {
        return Math.min(LARGEST_RESERVE, offered / RESERVE_SHARE);
    }

    /** Only so many bytes are still to be written. */
    void left(long bytes) {
        hold.shrink(bytes);
    }

    @Override
    public void close() {
        hold.close();
    }

    private long free() throws StowageException {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw unseen(job, e);
        }
    }

    private static StowageException unseen(Job job, IOException e) {
        return DiskProblem.of("look for free space", folder(job), e);
    }

    private static Path folder(Job job) {
        return Objects.requireNonNull(job.request().partFile().toAbsolutePath().getParent());
    }
}
