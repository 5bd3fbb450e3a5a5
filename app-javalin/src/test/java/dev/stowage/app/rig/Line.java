package dev.stowage.app.rig;

import dev.stowage.tck.origin.Content;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A line of so many bytes a second, shared by everything that is sent over it at the same time. */
final class Line {
    private final double nanosPerByte;
    private long freeAt = System.nanoTime();

    Line(long bytesPerSecond) {
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** The content as it comes over this line. */
    Content carrying(Content content) {
        return new Carried(content, this);
    }

    private void carry(int bytes) {
        long due = book(bytes);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized long book(int bytes) {
        freeAt = Math.max(freeAt, System.nanoTime()) + Math.round(bytes * nanosPerByte);
        return freeAt;
    }

    private record Carried(Content content, Line line) implements Content {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            line.carry(count);
            content.read(offset, target, from, count);
        }
    }
}
