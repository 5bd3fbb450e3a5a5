package dev.stowage.app.rig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What was measured round by round, in one unit. */
final class Figures {
    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Figures(String unit) {
        this.unit = unit;
    }

    void add(double value) {
        values.add(value);
    }

    double most() {
        return Collections.max(values);
    }

    @Override
    public String toString() {
        if (values.isEmpty()) {
            return "none";
        }
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.2f %s (least / median / most of %d)",
                sorted.get(0),
                sorted.get(sorted.size() / 2),
                most(),
                unit,
                sorted.size());
    }
}
