package dev.stowage.model;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a file are at this moment. Never stored and never logged: the address may be signed.
 *
 * @since 0.1
 */
public final class FetchTarget {
    private final URI address;
    private final @Nullable Instant expiresAt;

    private FetchTarget(Builder builder) {
        address = builder.address;
        expiresAt = builder.expiresAt;
    }

    /** Bytes at this address. */
    public static FetchTarget at(URI address) {
        return builder(address).build();
    }

    public static Builder builder(URI address) {
        return new Builder(address);
    }

    /** The http or https address to get; redirects are followed from there, once for all requests of a transfer. */
    public URI address() {
        return address;
    }

    /** When the address stops working, if the source says so. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Names the origin only. */
    @Override
    public String toString() {
        return "FetchTarget[" + Origin.of(address).map(Origin::toString).orElse("?") + "]";
    }

    /**
     * Collects the parts of a {@link FetchTarget}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final URI address;
        private @Nullable Instant expiresAt;

        private Builder(URI address) {
            this.address = address;
        }

        public Builder expiresAt(Instant value) {
            expiresAt = value;
            return this;
        }

        public FetchTarget build() {
            return new FetchTarget(this);
        }
    }
}
