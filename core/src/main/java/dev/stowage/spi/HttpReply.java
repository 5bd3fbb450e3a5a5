package dev.stowage.spi;

import dev.stowage.model.Origin;

/**
 * A whole answer.
 *
 * @since 0.1
 */
public final class HttpReply {
    private final int status;
    private final HttpHeaders headers;
    private final Origin origin;
    private final byte[] body;
    private final boolean tokenShown;

    /** @param body the decoded body; the array is not copied and must not be changed afterwards */
    public HttpReply(int status, HttpHeaders headers, Origin origin, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.origin = origin;
        this.body = body;
        this.tokenShown = false;
    }

    private HttpReply(HttpReply other, boolean tokenShown) {
        status = other.status;
        headers = other.headers;
        origin = other.origin;
        body = other.body;
        this.tokenShown = tokenShown;
    }

    /** The same, telling whether the user's token was shown to who answered. */
    public HttpReply tokenShown(boolean shown) {
        return new HttpReply(this, shown);
    }

    /** Whether the user's token was shown to who answered in the end: then a refusal is one of that token. */
    public boolean tokenShown() {
        return tokenShown;
    }

    /** The status of the last answer, never a followed redirect. */
    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** Who answered in the end. */
    public Origin origin() {
        return origin;
    }

    /** The decoded body; not a copy, do not change it. */
    public byte[] body() {
        return body;
    }
}
