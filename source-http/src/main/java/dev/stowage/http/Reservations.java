package dev.stowage.http;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How much room running transfers still need, disk by disk: what one of them has been promised is not promised to another one. Nothing is
 * allocated. Thread-safe.
 */
final class Reservations {
    private final Set<Hold> holds = new LinkedHashSet<>();

    /** What one transfer still needs. */
    final class Hold implements AutoCloseable {
        private final Object disk;
        private long bytes;

        private Hold(Object disk) {
            this.disk = disk;
        }

        /**
         * Asks for room, in place of what was asked for before.
         *
         * @param needed so much is still to be written
         * @param spare so much has to stay free besides
         * @param usable so much is free, as the disk says
         */
        boolean reserve(long needed, long spare, long usable) {
            synchronized (holds) {
                long others = holds.stream()
                        .filter(hold -> hold != this && hold.disk.equals(disk))
                        .mapToLong(hold -> hold.bytes)
                        .sum();
                if (usable - others < needed + spare) {
                    return false;
                }
                bytes = needed;
                return true;
            }
        }

        /** Only so much is still to be written. */
        void shrink(long needed) {
            synchronized (holds) {
                bytes = Math.min(bytes, Math.max(0, needed));
            }
        }

        @Override
        public void close() {
            synchronized (holds) {
                holds.remove(this);
            }
        }
    }

    /** Opens an account for a transfer to a disk, known by equality; close it when the transfer ends. */
    Hold open(Object disk) {
        Hold hold = new Hold(disk);
        synchronized (holds) {
            holds.add(hold);
        }
        return hold;
    }
}
