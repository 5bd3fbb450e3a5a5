package dev.stowage.tck.hub;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One layer of a generated model: tensors that grow together.
 *
 * @param tensors in the order of the file
 */
record WeightLayer(List<Form> tensors) {
    /**
     * A tensor of which one dimension is still open.
     *
     * @param dimensions in the order of PyTorch; 0 stands for the open one
     */
    record Form(String name, List<Long> dimensions) {
        private static Form of(String name, Long... dimensions) {
            return new Form(name, List.of(dimensions));
        }

        long[] shape(long rows) {
            return dimensions.stream()
                    .mapToLong(size -> size == 0 ? rows : size)
                    .toArray();
        }

        /** How many numbers one more row adds. */
        long rowNumbers() {
            return Arrays.stream(shape(1)).reduce(1, (one, other) -> one * other);
        }
    }

    /** A weight with so many inputs; how many outputs is open. */
    static WeightLayer weight(String name, long... inputs) {
        List<Long> dimensions = LongStream.concat(LongStream.of(0), LongStream.of(inputs))
                .boxed()
                .toList();
        return new WeightLayer(List.of(new Form(name, dimensions)));
    }

    /** The low-rank pair that changes a layer; its rank is open. */
    static WeightLayer adapter(String layer, long inputs, long outputs) {
        return new WeightLayer(List.of(
                Form.of(layer + ".lora_down.weight", 0L, inputs), Form.of(layer + ".lora_up.weight", outputs, 0L)));
    }

    long rowNumbers() {
        return tensors.stream().mapToLong(Form::rowNumbers).sum();
    }
}
