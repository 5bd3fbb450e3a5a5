package dev.stowage.api;

import dev.stowage.model.Problem;
import java.util.Optional;

/**
 * What became of one provider.
 *
 * @param port the simple name of the port
 * @param id the provider's id
 * @param from where it came from: a jar or folder, {@code added}, {@code instance} or {@code built in}
 * @param problem why it is not in use; empty when it is
 * @since 0.1
 */
public record ProviderReport(String port, String id, String from, Optional<Problem> problem) {}
