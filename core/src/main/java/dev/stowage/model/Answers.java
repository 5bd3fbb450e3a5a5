package dev.stowage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers in advance, so that nobody needs to be asked later. Immutable.
 *
 * @since 0.1
 */
public final class Answers {
    /** Nothing is answered: defaults everywhere. */
    public static final Answers NONE = builder().build();

    private final Builder parts;

    private Answers(Builder parts) {
        this.parts = parts;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same answers, ready to be changed. */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /**
     * These answers with later ones over them: what the later ones say counts, what they leave open stays. {@link OnDuplicate#ASK} says
     * nothing.
     */
    public Answers with(Answers later) {
        Builder both = toBuilder();
        later.type().ifPresent(both::type);
        later.baseModel().ifPresent(both::baseModel);
        later.name().ifPresent(both::name);
        later.sha256().ifPresent(both::sha256);
        later.target().ifPresent(both::target);
        if (!later.files().isEmpty()) {
            both.files(later.files());
        }
        if (later.onDuplicate() != OnDuplicate.ASK) {
            both.onDuplicate(later.onDuplicate());
        }
        Optional.ofNullable(later.parts.review).ifPresent(both::review);
        later.workers().ifPresent(both::workers);
        return both.paused(paused() || later.paused()).build();
    }

    /** What the file is for. */
    public Optional<ModelType> type() {
        return Optional.ofNullable(parts.type);
    }

    /** The base model. */
    public Optional<BaseModel> baseModel() {
        return Optional.ofNullable(parts.baseModel);
    }

    /** The name that the file and its entry shall have, with or without the extension. */
    public Optional<FileName> name() {
        return Optional.ofNullable(parts.name);
    }

    /** The digest that the person knows; treated like a published one and stronger than it. */
    public Optional<Sha256> sha256() {
        return Optional.ofNullable(parts.sha256);
    }

    /** The place below the models folder, instead of what rules say. */
    public Optional<SafePath> target() {
        return Optional.ofNullable(parts.target);
    }

    /**
     * Which files of the reference: names, ids of the source, or the end of one's id from behind a slash on; empty for what the source
     * recommends.
     */
    public List<String> files() {
        return parts.files;
    }

    /** What to do about duplicates. */
    public OnDuplicate onDuplicate() {
        return parts.onDuplicate;
    }

    /** When a person looks. */
    public ReviewMode review() {
        return parts.review();
    }

    /** Which workers it is wanted on; all, when nothing is said. */
    public Optional<WorkerSelection> workers() {
        return Optional.ofNullable(parts.workers);
    }

    /** Whether it pauses as soon as it could be fetched, until it is resumed. That happens once; then this is no longer so. */
    public boolean paused() {
        return parts.paused;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answers answers && parts.values().equals(answers.parts.values());
    }

    @Override
    public int hashCode() {
        return parts.values().hashCode();
    }

    @Override
    public String toString() {
        return "Answers" + parts.values();
    }

    /**
     * Collects {@link Answers}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private @Nullable ModelType type;
        private @Nullable BaseModel baseModel;
        private @Nullable FileName name;
        private @Nullable Sha256 sha256;
        private @Nullable SafePath target;
        private List<String> files = List.of();
        private OnDuplicate onDuplicate = OnDuplicate.ASK;
        private @Nullable ReviewMode review;
        private @Nullable WorkerSelection workers;
        private boolean paused;

        private Builder() {}

        private Builder(Builder other) {
            type = other.type;
            baseModel = other.baseModel;
            name = other.name;
            sha256 = other.sha256;
            target = other.target;
            files = other.files;
            onDuplicate = other.onDuplicate;
            review = other.review;
            workers = other.workers;
            paused = other.paused;
        }

        public Builder type(ModelType value) {
            type = value;
            return this;
        }

        public Builder baseModel(BaseModel value) {
            baseModel = value;
            return this;
        }

        public Builder name(FileName value) {
            name = value;
            return this;
        }

        public Builder sha256(Sha256 value) {
            sha256 = value;
            return this;
        }

        public Builder target(SafePath value) {
            target = value;
            return this;
        }

        /** The place is left to the rules. */
        public Builder anywhere() {
            target = null;
            return this;
        }

        public Builder files(List<String> values) {
            files = List.copyOf(values);
            return this;
        }

        public Builder onDuplicate(OnDuplicate value) {
            onDuplicate = value;
            return this;
        }

        public Builder review(ReviewMode value) {
            review = value;
            return this;
        }

        public Builder workers(WorkerSelection value) {
            workers = value;
            return this;
        }

        public Builder paused(boolean value) {
            paused = value;
            return this;
        }

        /** The finished answers; the builder may go on being used. */
        public Answers build() {
            return new Answers(new Builder(this));
        }

        private List<@Nullable Object> values() {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(type);
            values.add(baseModel);
            values.add(name);
            values.add(sha256);
            values.add(target);
            values.add(files);
            values.add(onDuplicate);
            values.add(review());
            values.add(workers);
            values.add(paused);
            return values;
        }

        /** That it was said is told by {@link #with} only: to say what counts anyway is no other answer. */
        private ReviewMode review() {
            return review == null ? ReviewMode.DOUBTFUL : review;
        }
    }
}
