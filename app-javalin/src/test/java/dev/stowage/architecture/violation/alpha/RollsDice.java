package dev.stowage.architecture.violation.alpha;

import java.util.Random;

/** Breaks: chance is seeded. */
public final class RollsDice {
    private RollsDice() {}

    static Random dice() {
        return new Random();
    }
}
