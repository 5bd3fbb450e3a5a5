package dev.stowage.modelfiles;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * How ggml stores numbers of one kind.
 *
 * @param numbers in one block
 * @param bytes of one block
 */
record GgmlType(int numbers, int bytes) {
    /** By the number in the file; those missing never were in files or are newer than this table. */
    private static final Map<Long, GgmlType> TYPES = Map.ofEntries(
            // plain
            entry(0L, new GgmlType(1, 4)), // F32
            entry(1L, new GgmlType(1, 2)), // F16
            entry(24L, new GgmlType(1, 1)), // I8
            entry(25L, new GgmlType(1, 2)), // I16
            entry(26L, new GgmlType(1, 4)), // I32
            entry(27L, new GgmlType(1, 8)), // I64
            entry(28L, new GgmlType(1, 8)), // F64
            entry(30L, new GgmlType(1, 2)), // BF16
            // small blocks
            entry(2L, new GgmlType(32, 18)), // Q4_0
            entry(3L, new GgmlType(32, 20)), // Q4_1
            entry(6L, new GgmlType(32, 22)), // Q5_0
            entry(7L, new GgmlType(32, 24)), // Q5_1
            entry(8L, new GgmlType(32, 34)), // Q8_0
            entry(20L, new GgmlType(32, 18)), // IQ4_NL
            entry(39L, new GgmlType(32, 17)), // MXFP4
            entry(40L, new GgmlType(64, 36)), // NVFP4
            entry(41L, new GgmlType(128, 18)), // Q1_0
            // large blocks
            entry(10L, new GgmlType(256, 84)), // Q2_K
            entry(11L, new GgmlType(256, 110)), // Q3_K
            entry(12L, new GgmlType(256, 144)), // Q4_K
            entry(13L, new GgmlType(256, 176)), // Q5_K
            entry(14L, new GgmlType(256, 210)), // Q6_K
            entry(16L, new GgmlType(256, 66)), // IQ2_XXS
            entry(17L, new GgmlType(256, 74)), // IQ2_XS
            entry(18L, new GgmlType(256, 98)), // IQ3_XXS
            entry(19L, new GgmlType(256, 50)), // IQ1_S
            entry(21L, new GgmlType(256, 110)), // IQ3_S
            entry(22L, new GgmlType(256, 82)), // IQ2_S
            entry(23L, new GgmlType(256, 136)), // IQ4_XS
            entry(29L, new GgmlType(256, 56)), // IQ1_M
            entry(34L, new GgmlType(256, 54)), // TQ1_0
            entry(35L, new GgmlType(256, 66))); // TQ2_0

    static Optional<GgmlType> of(long number) {
        return Optional.ofNullable(TYPES.get(number));
    }

    /**
     * The bytes of a tensor of this shape, whose first dimension lies side by side.
     *
     * @throws BrokenException when it does not fill whole blocks or is too large to count
     */
    long size(long[] dimensions) throws BrokenException {
        long row = dimensions.length == 0 ? 1 : dimensions[0];
        if (row % numbers != 0) {
            throw new BrokenException("a tensor does not fill the blocks of its type");
        }
        try {
            long size = Math.multiplyExact(row / numbers, (long) bytes);
            for (int i = 1; i < dimensions.length; i++) {
                size = Math.multiplyExact(size, dimensions[i]);
            }
            return size;
        } catch (ArithmeticException e) {
            throw new BrokenException("it announces a tensor of impossible size", e);
        }
    }
}
