package dev.stowage.tck;

import dev.stowage.tck.fake.TransferEvent;
import dev.stowage.tck.origin.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Looks, at the very moment a downloader calls bytes final, whether they are on the disk and right. */
final class PrefixCheck implements Consumer<TransferEvent> {
    private static final int PIECE = 1 << 20;

    private final Path part;
    private final List<Content> versions;
    private final List<String> breaches = new ArrayList<>();
    private long checked;

    PrefixCheck(Path part, List<Content> versions) {
        this.part = part;
        this.versions = versions;
    }

    static PrefixCheck none() {
        return new PrefixCheck(Path.of(""), List.of());
    }

    List<String> breaches() {
        synchronized (breaches) {
            return List.copyOf(breaches);
        }
    }

    @Override
    public void accept(TransferEvent event) {
        // A channel cannot be read by a thread that is interrupted, and the caller may be.
        boolean interrupted = Thread.interrupted();
        synchronized (breaches) {
            if (event instanceof TransferEvent.Rewound back) {
                checked = Math.min(checked, back.offset());
            }
            if (event instanceof TransferEvent.Contiguous now && now.bytes() > checked) {
                look(now.bytes());
                checked = now.bytes();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long end) {
        try {
            boolean right = false;
            for (Content version : versions) {
                right |= end <= version.length() && equal(part, version, checked, end);
            }
            if (!right) {
                breaches.add("bytes " + checked + " to " + end);
            }
        } catch (IOException e) {
            breaches.add("bytes " + checked + " to " + end + ": " + e);
        }
    }

    /** Whether a stretch of the file is there and equal. A stream, unlike a channel, is not closed when its thread is interrupted. */
    static boolean equal(Path file, Content content, long from, long to) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toString(), "r")) {
            bytes.seek(from);
            for (long at = from; at < to; at += PIECE) {
                int count = (int) Math.min(PIECE, to - at);
                byte[] there = new byte[count];
                bytes.readFully(there);
                byte[] right = new byte[count];
                content.read(at, right, 0, count);
                if (!Arrays.equals(there, right)) {
                    return false;
                }
            }
            return true;
        } catch (EOFException tooShort) {
            return false;
        }
    }
}
