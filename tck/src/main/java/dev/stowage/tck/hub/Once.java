package dev.stowage.tck.hub;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is computed when it is first asked for. Thread-safe. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private Optional<T> value = Optional.empty();

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        if (value.isEmpty()) {
            value = Optional.of(source.get());
        }
        return value.get();
    }
}
