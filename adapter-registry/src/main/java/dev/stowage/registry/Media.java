package dev.stowage.registry;

import static dev.stowage.model.PreviewMedia.Kind.IMAGE;
import static dev.stowage.model.PreviewMedia.Kind.VIDEO;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stowage.model.PreviewMedia;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of pictures and clips that are kept, told by their first bytes alone. None of them can hold a script that a browser runs. */
enum Media {
    JPEG(IMAGE, "image/jpeg", "jpg", "\\xff\\xd8\\xff"),
    PNG(IMAGE, "image/png", "png", "\\x89PNG\\r\\n\\x1a\\n"),
    GIF(IMAGE, "image/gif", "gif", "GIF8[79]a"),
    WEBP(IMAGE, "image/webp", "webp", "RIFF.{4}WEBPVP8"),
    AVIF(IMAGE, "image/avif", "avif", ".{4}ftypavi[fs]"),
    MP4(VIDEO, "video/mp4", "mp4", ".{4}ftyp(iso[m1-9]|mp4[12]|avc1|M4V |dash|MSNV)"),
    QUICKTIME(VIDEO, "video/quicktime", "mov", ".{4}ftypqt  "),
    WEBM(VIDEO, "video/webm", "webm", "\\x1aE\\xdf\\xa3.{0,40}webm");

    /** As many bytes as are needed to tell. */
    static final int HEAD = 64;

    private final PreviewMedia.Kind kind;
    private final String type;
    private final String extension;
    private final Pattern head;

    Media(PreviewMedia.Kind kind, String type, String extension, String head) {
        this.kind = kind;
        this.type = type;
        this.extension = extension;
        this.head = Pattern.compile(head, Pattern.DOTALL);
    }

    /** What begins with these bytes. */
    static Optional<Media> of(byte[] firstBytes) {
        String text = new String(firstBytes, ISO_8859_1);
        return Arrays.stream(values())
                .filter(media -> media.head.matcher(text).lookingAt())
                .findFirst();
    }

    PreviewMedia.Kind kind() {
        return kind;
    }

    /** The media type, as an answer to a browser names it. */
    String type() {
        return type;
    }

    /** The name of the file of a preview. */
    String fileName(int n) {
        return n + "." + extension;
    }
}
