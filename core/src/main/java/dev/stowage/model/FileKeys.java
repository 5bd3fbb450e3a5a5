package dev.stowage.model;

/**
 * Files of one source whose ids begin alike, such as all files of one version of a model.
 *
 * @param source the id of the source
 * @param beginning what their ids begin with, as that source makes them; not empty
 * @since 0.1
 */
public record FileKeys(String source, String beginning) {
    /** @throws IllegalArgumentException when the beginning is empty */
    public FileKeys {
        if (beginning.isEmpty()) {
            throw new IllegalArgumentException("Files of a source are told by the beginning of their ids");
        }
    }

    /** Whether this is one of them. */
    public boolean contain(FileKey file) {
        return file.source().equals(source) && file.id().startsWith(beginning);
    }
}
