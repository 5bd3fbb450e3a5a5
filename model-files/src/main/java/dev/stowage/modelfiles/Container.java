package dev.stowage.modelfiles;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of content that are told apart. */
enum Container {
    SAFETENSORS("safetensors", "a safetensors file"),
    GGUF("gguf", "a GGUF file"),
    PICKLE("pickle", "a Python pickle"),
    ZIP("zip", "a zip archive"),
    ARCHIVE("archive", "an archive"),
    HDF5("hdf5", "an HDF5 file"),
    HTML("html", "a web page"),
    XML("xml", "an XML text"),
    JSON("json", "a JSON text"),
    TEXT("text", "plain text"),
    GIT_LFS_POINTER("git-lfs-pointer", "a Git LFS pointer instead of the file itself"),
    IMAGE("image", "a picture"),
    VIDEO("video", "a video"),
    PDF("pdf", "a PDF document"),
    EXECUTABLE("executable", "a program"),
    SCRIPT("script", "a script"),
    EMPTY("empty", "nothing"),
    UNRECOGNISED("", "something unrecognised");

    /** What no file with weights in it can be. */
    static final Set<Container> WITHOUT_WEIGHTS =
            Set.copyOf(EnumSet.of(HTML, XML, GIT_LFS_POINTER, IMAGE, VIDEO, PDF, EXECUTABLE, SCRIPT));

    private final String format;
    private final String noun;

    Container(String format, String noun) {
        this.format = format;
        this.noun = noun;
    }

    /** The name in {@link dev.stowage.spi.Inspection#format()}; empty for what has none. */
    String format() {
        return format;
    }

    /** As it stands in a sentence. */
    String noun() {
        return noun;
    }
}
