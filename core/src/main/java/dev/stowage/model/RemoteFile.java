package dev.stowage.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of one file. Immutable.
 *
 * @since 0.1
 */
public final class RemoteFile {
    private final FileKey key;
    private final String name;
    private final OptionalLong sizeBytes;
    private final Map<HashAlgorithm, String> published;
    private final @Nullable String format;
    private final @Nullable String precision;
    private final @Nullable ModelType type;
    private final boolean recommended;
    private final boolean nameProvisional;

    private RemoteFile(Builder builder) {
        key = builder.key;
        name = builder.name;
        sizeBytes = builder.sizeBytes;
        published = Map.copyOf(builder.published);
        format = builder.format;
        precision = builder.precision;
        type = builder.type;
        recommended = builder.recommended;
        nameProvisional = builder.nameProvisional;
    }

    /**
     * Begins the description of a file.
     *
     * @param name what the source calls it; untrusted, may be empty when only the transfer will tell
     */
    public static Builder builder(FileKey key, String name) {
        return new Builder(key, name);
    }

    /** The same description, ready to be changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Names the file for good. */
    public FileKey key() {
        return key;
    }

    /** What the source calls it: untrusted text, empty when unknown. */
    public String name() {
        return name;
    }

    /** The announced size. */
    public OptionalLong sizeBytes() {
        return sizeBytes;
    }

    /** Published digests, lower-case hexadecimal. */
    public Map<HashAlgorithm, String> published() {
        return published;
    }

    /** What its bytes will be compared with: the digest that a person gave, else those published ones that can be meant. */
    public Map<HashAlgorithm, String> expected(Answers answers) {
        return Published.by(this, answers);
    }

    /** The container, such as {@code safetensors}. */
    public Optional<String> format() {
        return Optional.ofNullable(format);
    }

    /** The number format of the weights, such as {@code fp16}. */
    public Optional<String> precision() {
        return Optional.ofNullable(precision);
    }

    /** What this file is for, where it differs from the model's type (a VAE beside a checkpoint). */
    public Optional<ModelType> type() {
        return Optional.ofNullable(type);
    }

    /** Whether the source recommends it among its siblings. Several that it recommends belong together: all of them are taken. */
    public boolean recommended() {
        return recommended;
    }

    /** Whether the name is only a guess, and the origin may tell a better one when the bytes come. */
    public boolean nameProvisional() {
        return nameProvisional;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteFile file && facts().equals(file.facts());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    @Override
    public String toString() {
        return "RemoteFile[" + key + "]";
    }

    private List<Object> facts() {
        return List.of(key, name, sizeBytes, published, format(), precision(), type(), recommended, nameProvisional);
    }

    /**
     * Collects the parts of a {@link RemoteFile}. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {
        private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

        private final FileKey key;
        private String name;
        private final Map<HashAlgorithm, String> published = new EnumMap<>(HashAlgorithm.class);
        private OptionalLong sizeBytes = OptionalLong.empty();
        private @Nullable String format;
        private @Nullable String precision;
        private @Nullable ModelType type;
        private boolean recommended;
        private boolean nameProvisional;

        private Builder(FileKey key, String name) {
            this.key = key;
            this.name = name;
        }

        private Builder(RemoteFile file) {
            this(file.key, file.name);
            sizeBytes = file.sizeBytes;
            published.putAll(file.published);
            format = file.format;
            precision = file.precision;
            type = file.type;
            recommended = file.recommended;
            nameProvisional = file.nameProvisional;
        }

        /** What the source calls it: untrusted. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** The announced size. @throws IllegalArgumentException when negative */
        public Builder sizeBytes(long value) {
            if (value < 0) {
                throw new IllegalArgumentException("A file has no negative size");
            }
            sizeBytes = OptionalLong.of(value);
            return this;
        }

        /** A published SHA-256. */
        public Builder sha256(Sha256 value) {
            return published(HashAlgorithm.SHA256, value.hex());
        }

        /** A published digest. @throws IllegalArgumentException when it is not hexadecimal of the algorithm's length */
        public Builder published(HashAlgorithm algorithm, String hex) {
            if (hex.length() != algorithm.hexDigits() || !HEX.matcher(hex).matches()) {
                throw new IllegalArgumentException(
                        algorithm.wire() + " has " + algorithm.hexDigits() + " hexadecimal digits");
            }
            published.put(algorithm, hex.toLowerCase(Locale.ROOT));
            return this;
        }

        public Builder format(String value) {
            format = value;
            return this;
        }

        public Builder precision(String value) {
            precision = value;
            return this;
        }

        public Builder type(ModelType value) {
            type = value;
            return this;
        }

        public Builder recommended(boolean value) {
            recommended = value;
            return this;
        }

        /** The name is only a guess. */
        public Builder nameProvisional(boolean value) {
            nameProvisional = value;
            return this;
        }

        public RemoteFile build() {
            return new RemoteFile(this);
        }
    }
}
