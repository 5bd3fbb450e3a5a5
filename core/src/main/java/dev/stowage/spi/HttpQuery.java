package dev.stowage.spi;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One GET. Immutable. It cannot carry credentials: the gateway alone attaches them.
 *
 * @since 0.1
 */
public final class HttpQuery {
    private static final long DEFAULT_CAP = 32L << 20;
    private static final Set<String> FORBIDDEN = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "x-api-key");

    private final URI address;
    private final Map<String, String> headers;
    private final long capBytes;
    private final @Nullable RedirectTarget target;

    private HttpQuery(Builder builder) {
        address = builder.address;
        headers = Map.copyOf(builder.headers);
        capBytes = builder.capBytes;
        target = builder.target;
    }

    public static HttpQuery get(URI address) {
        return builder(address).build();
    }

    public static Builder builder(URI address) {
        return new Builder(address);
    }

    /** An http or https address; may be signed, so it is never shown. */
    public URI address() {
        return address;
    }

    /** Further header fields, such as {@code Range}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The largest body that {@link HttpGateway#fetch} accepts, after decompression. */
    public long capBytes() {
        return capBytes;
    }

    /** Where the redirects of the address are known to lead. */
    public Optional<RedirectTarget> redirectTarget() {
        return Optional.ofNullable(target);
    }

    /**
     * Collects the parts of an {@link HttpQuery}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final URI address;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private long capBytes = DEFAULT_CAP;
        private @Nullable RedirectTarget target;

        private Builder(URI address) {
            this.address = address;
        }

        /** Adds a field. @throws IllegalArgumentException when it carries credentials or framing, or a value has control characters */
        public Builder header(String name, String value) {
            if (FORBIDDEN.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("The field " + name + " is set by the HTTP stack alone");
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("The field " + name + " has control characters");
            }
            headers.put(name, value);
            return this;
        }

        /** Asks for the bytes from {@code first} on. */
        public Builder rangeFrom(long first) {
            return header("Range", "bytes=" + first + "-");
        }

        /** Asks for the bytes from {@code first} to {@code last}, both included. */
        public Builder range(long first, long last) {
            return header("Range", "bytes=" + first + "-" + last);
        }

        /** The largest body. @throws IllegalArgumentException when not positive */
        public Builder capBytes(long value) {
            if (value < 1) {
                throw new IllegalArgumentException("A cap is at least one byte");
            }
            capBytes = value;
            return this;
        }

        /**
         * Asks where an earlier answer to the same address came from, without asking at the address again. The gateway that gave the target
         * does so; another one asks at the address.
         */
        public Builder straightTo(RedirectTarget known) {
            target = known;
            return this;
        }

        public HttpQuery build() {
            return new HttpQuery(this);
        }
    }
}
