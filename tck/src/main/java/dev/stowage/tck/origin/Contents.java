package dev.stowage.tck.origin;

import java.util.Objects;

/** The kinds of {@link Content} its factories make. */
final class Contents {
    private Contents() {}

    static final class Stored implements Content {
        private final byte[] bytes;

        /** Takes over the array; whoever passes it on must not change it any more. */
        Stored(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            System.arraycopy(bytes, Math.toIntExact(offset), target, from, count);
        }
    }

    record Seeded(long seed, long length) implements Content {
        Seeded {
            requireLength(length);
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            Objects.checkFromIndexSize(offset, count, length);
            long word = word(offset >>> 3);
            for (int i = 0; i < count; i++) {
                long at = offset + i;
                if ((at & 7) == 0) {
                    word = word(at >>> 3);
                }
                target[from + i] = (byte) (word >>> ((at & 7) << 3));
            }
        }

        /** Eight bytes by their index: the output function of SplitMix64, which needs no state between calls. */
        private long word(long index) {
            long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }

    record Repeated(Content unit, long times) implements Content {
        Repeated {
            requireLength(times);
            if (unit.length() == 0) {
                throw new IllegalArgumentException("The repeated content is empty");
            }
            Math.multiplyExact(unit.length(), times);
        }

        @Override
        public long length() {
            return unit.length() * times;
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            Objects.checkFromIndexSize(offset, count, length());
            int done = 0;
            while (done < count) {
                long within = (offset + done) % unit.length();
                int part = (int) Math.min(unit.length() - within, count - done);
                unit.read(within, target, from + done, part);
                done += part;
            }
        }
    }

    record Slice(Content whole, long start, long length) implements Content {
        Slice {
            Objects.checkFromIndexSize(start, length, whole.length());
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            Objects.checkFromIndexSize(offset, count, length);
            whole.read(start + offset, target, from, count);
        }
    }

    record Joined(Content head, Content tail) implements Content {
        Joined {
            Math.addExact(head.length(), tail.length());
        }

        @Override
        public long length() {
            return head.length() + tail.length();
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            int inHead = (int) Math.max(0, Math.min(count, head.length() - offset));
            if (inHead > 0) {
                head.read(offset, target, from, inHead);
            }
            if (inHead < count) {
                tail.read(offset + inHead - head.length(), target, from + inHead, count - inHead);
            }
        }
    }

    record Flipped(Content original, long flippedByte) implements Content {
        Flipped {
            Objects.checkIndex(flippedByte, original.length());
        }

        @Override
        public long length() {
            return original.length();
        }

        @Override
        public void read(long offset, byte[] target, int from, int count) {
            original.read(offset, target, from, count);
            long index = flippedByte - offset;
            if (index >= 0 && index < count) {
                target[from + (int) index] ^= 1;
            }
        }
    }

    private static void requireLength(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("A length cannot be negative: " + length);
        }
    }
}
