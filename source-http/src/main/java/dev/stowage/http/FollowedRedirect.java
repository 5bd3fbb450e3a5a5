package dev.stowage.http;

import dev.stowage.model.Origin;
import dev.stowage.spi.RedirectTarget;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The address at the end of redirects that were followed, with its signature; shows its origin only. */
record FollowedRedirect(HttpUrl address) implements RedirectTarget {
    /** The address behind a target, when it is one of ours. */
    static Optional<HttpUrl> url(RedirectTarget target) {
        return target instanceof FollowedRedirect ours ? Optional.of(ours.address()) : Optional.empty();
    }

    @Override
    public Origin origin() {
        return Redaction.origin(address);
    }

    @Override
    public Optional<Instant> expiresAt() {
        return UrlExpiry.of(address);
    }

    @Override
    public String toString() {
        return "FollowedRedirect[" + origin() + "]";
    }
}
