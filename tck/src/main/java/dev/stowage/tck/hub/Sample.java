package dev.stowage.tck.hub;

/**
 * Something to paste.
 *
 * @param source {@code civitai}, {@code huggingface} or {@code http}
 * @param reference what to paste
 * @param about one sentence for a person: what it is, and what will happen
 * @param free whether it can be downloaded without a token, a purchase or a decision
 * @since 0.1
 */
public record Sample(String source, String reference, String about, boolean free) {}
