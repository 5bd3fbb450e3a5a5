package dev.stowage.example.embed;

/** Stands in until the example has code. */
public final class Placeholder {
    private Placeholder() {}

    static String describe() {
        return "embeds " + dev.stowage.placeholder.core.Placeholder.module();
    }
}
