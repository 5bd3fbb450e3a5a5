package dev.stowage.app.demo;

import dev.stowage.tck.hub.Sample;

/**
 * Something to paste.
 *
 * @param source the site that it belongs to, or {@code http}
 * @param reference what to paste
 * @param about one sentence: what it is, and what will happen
 * @param free whether it comes without a token, a purchase or a decision
 */
public record Paste(String source, String reference, String about, boolean free) {
    static Paste of(Sample sample) {
        return new Paste(sample.source(), sample.reference(), sample.about(), sample.free());
    }
}
