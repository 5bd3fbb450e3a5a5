package dev.stowage.api;

import dev.stowage.model.Answers;
import dev.stowage.model.UserId;

/**
 * A reference and the answers given in advance. Immutable.
 *
 * @since 0.1
 */
public final class DownloadRequest {
    private final String pasted;
    private final Answers answers;
    private final UserId owner;
    private final int priority;

    private DownloadRequest(Builder builder) {
        pasted = builder.pasted;
        answers = builder.answers;
        owner = builder.owner;
        priority = builder.priority;
    }

    /** Asks for what a pasted text means, with defaults for all else. */
    public static DownloadRequest of(String pasted) {
        return builder(pasted).build();
    }

    public static Builder builder(String pasted) {
        return new Builder(pasted);
    }

    /** The text as pasted; it may hold a secret, so it is never logged or stored as it is. */
    public String pasted() {
        return pasted;
    }

    public Answers answers() {
        return answers;
    }

    /** On whose behalf. */
    public UserId owner() {
        return owner;
    }

    /** Higher goes first; 0 is normal. */
    public int priority() {
        return priority;
    }

    @Override
    public String toString() {
        return "DownloadRequest[" + answers + "]";
    }

    /**
     * Collects the parts of a {@link DownloadRequest}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final String pasted;
        private Answers answers = Answers.NONE;
        private UserId owner = UserId.LOCAL;
        private int priority;

        private Builder(String pasted) {
            this.pasted = pasted;
        }

        public Builder answers(Answers value) {
            answers = value;
            return this;
        }

        public Builder owner(UserId value) {
            owner = value;
            return this;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public DownloadRequest build() {
            return new DownloadRequest(this);
        }
    }
}
