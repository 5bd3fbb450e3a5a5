package dev.stowage.modelfiles;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Something that layers show or do not show; the words of which the tables are made. */
interface Sign extends Predicate<Layers> {
    /** Some layer's name contains this. */
    static Sign has(String name) {
        Pattern pattern = Pattern.compile(name);
        return layers -> layers.has(pattern);
    }

    /** No layer's name contains this. */
    static Sign lacks(String name) {
        Pattern pattern = Pattern.compile(name);
        return layers -> !layers.has(pattern);
    }

    /** All layers' names begin like this. */
    static Sign hasOnly(String name) {
        Pattern pattern = Pattern.compile(name);
        return layers -> layers.hasOnly(pattern);
    }

    /** So many numbers go into the layer of this name. */
    static Sign inputs(String name, long... widths) {
        Pattern pattern = Pattern.compile(name);
        return layers -> contains(widths, layers.inputs(pattern));
    }

    /** So many numbers come out of the layer of this name. */
    static Sign outputs(String name, long... widths) {
        Pattern pattern = Pattern.compile(name);
        return layers -> contains(widths, layers.outputs(pattern));
    }

    /** The highest number after these words lies between these, both included. */
    static Sign last(String words, int from, int to) {
        return layers -> layers.last(words) >= from && layers.last(words) <= to;
    }

    /** There are at most so many tensors. */
    static Sign tensors(int most) {
        return layers -> layers.tensors() <= most;
    }

    static Sign all(Sign... signs) {
        return layers -> Arrays.stream(signs).allMatch(sign -> sign.test(layers));
    }

    static Sign any(Sign... signs) {
        return layers -> Arrays.stream(signs).anyMatch(sign -> sign.test(layers));
    }

    private static boolean contains(long[] widths, OptionalLong width) {
        return width.isPresent() && Arrays.stream(widths).anyMatch(each -> each == width.getAsLong());
    }
}
