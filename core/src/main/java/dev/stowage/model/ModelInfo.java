package dev.stowage.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of a model. Immutable; texts are as the source gave them and are not safe to show as HTML.
 *
 * @since 0.1
 */
public final class ModelInfo {
    private final Builder parts;

    private ModelInfo(Builder parts) {
        this.parts = parts;
    }

    /** Begins the description of a model of this name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The same description, ready to be changed. */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** The name, never empty. */
    public String name() {
        return parts.name;
    }

    /** The version's name, when the source has versions. */
    public Optional<String> version() {
        return Optional.ofNullable(parts.version);
    }

    /** Who made it. */
    public Optional<String> creator() {
        return Optional.ofNullable(parts.creator);
    }

    /** What it is for; {@link ModelType#UNKNOWN} when the source does not say. */
    public ModelType type() {
        return parts.type;
    }

    /** A flavour within the type, such as {@code locon} or {@code dora}. */
    public Optional<String> variant() {
        return Optional.ofNullable(parts.variant);
    }

    /** The base model, exactly as published. */
    public Optional<BaseModel> baseModel() {
        return Optional.ofNullable(parts.baseModel);
    }

    /** The architecture, when the source or its base model tells it. */
    public Optional<BaseFamily> baseFamily() {
        return Optional.ofNullable(parts.baseFamily);
    }

    /** Words that make a LoRA or embedding act, in the source's order. */
    public List<String> triggerWords() {
        return parts.triggerWords;
    }

    /** The description as the source gave it, which may be HTML or Markdown. */
    public Optional<String> description() {
        return Optional.ofNullable(parts.description);
    }

    /** Free words, in the source's order. */
    public List<String> tags() {
        return parts.tags;
    }

    /** The licence, by the source's name for it. */
    public Optional<String> license() {
        return Optional.ofNullable(parts.license);
    }

    /** Whether the source marks it as not safe for work. */
    public boolean nsfw() {
        return parts.nsfw;
    }

    /** Pictures and clips, best first. */
    public List<PreviewMedia> previews() {
        return parts.previews;
    }

    /** Anything else the source says that is worth keeping, by the source's own names. */
    public Map<String, String> attributes() {
        return parts.attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelInfo info && parts.values().equals(info.parts.values());
    }

    @Override
    public int hashCode() {
        return parts.values().hashCode();
    }

    @Override
    public String toString() {
        return "ModelInfo[" + name() + ", " + type() + "]";
    }

    /**
     * Collects the parts of a {@link ModelInfo}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final String name;
        private @Nullable String version;
        private @Nullable String creator;
        private ModelType type = ModelType.UNKNOWN;
        private @Nullable String variant;
        private @Nullable BaseModel baseModel;
        private @Nullable BaseFamily baseFamily;
        private List<String> triggerWords = List.of();
        private @Nullable String description;
        private List<String> tags = List.of();
        private @Nullable String license;
        private boolean nsfw;
        private List<PreviewMedia> previews = List.of();
        private Map<String, String> attributes = Map.of();

        private Builder(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A model has a name");
            }
            this.name = name;
        }

        private Builder(Builder other) {
            name = other.name;
            version = other.version;
            creator = other.creator;
            type = other.type;
            variant = other.variant;
            baseModel = other.baseModel;
            baseFamily = other.baseFamily;
            triggerWords = other.triggerWords;
            description = other.description;
            tags = other.tags;
            license = other.license;
            nsfw = other.nsfw;
            previews = other.previews;
            attributes = other.attributes;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        public Builder creator(String value) {
            creator = value;
            return this;
        }

        public Builder type(ModelType value) {
            type = value;
            return this;
        }

        public Builder variant(String value) {
            variant = value;
            return this;
        }

        public Builder baseModel(BaseModel value) {
            baseModel = value;
            return this;
        }

        public Builder baseFamily(BaseFamily value) {
            baseFamily = value;
            return this;
        }

        public Builder triggerWords(List<String> values) {
            triggerWords = List.copyOf(values);
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder tags(List<String> values) {
            tags = List.copyOf(values);
            return this;
        }

        public Builder license(String value) {
            license = value;
            return this;
        }

        public Builder nsfw(boolean value) {
            nsfw = value;
            return this;
        }

        public Builder previews(List<PreviewMedia> values) {
            previews = List.copyOf(values);
            return this;
        }

        /** Keeps one more fact under the source's own name for it. */
        public Builder attribute(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(key, value);
            attributes = Map.copyOf(more);
            return this;
        }

        /** The finished description; the builder may go on being used. */
        public ModelInfo build() {
            return new ModelInfo(new Builder(this));
        }

        private List<@Nullable Object> values() {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(name);
            values.add(version);
            values.add(creator);
            values.add(type);
            values.add(variant);
            values.add(baseModel);
            values.add(baseFamily);
            values.add(triggerWords);
            values.add(description);
            values.add(tags);
            values.add(license);
            values.add(nsfw);
            values.add(previews);
            values.add(attributes);
            return values;
        }
    }
}
