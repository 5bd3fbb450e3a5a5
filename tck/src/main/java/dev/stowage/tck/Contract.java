package dev.stowage.tck;

import java.util.Set;

/**
 * What all contracts have in common. Each test stands for one sentence of {@code contract-sentences.properties}, whose id begins its
 * display name.
 *
 * @since 0.1
 */
public abstract class Contract {
    Contract() {}

    /** What the implementation under test honestly lacks; nothing, unless overridden. */
    protected Set<Capability> unsupported() {
        return Set.of();
    }

    final boolean supports(Capability capability) {
        return !unsupported().contains(capability);
    }
}
