package dev.stowage.modelfiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises content by its first bytes, whatever the file is called. */
final class Sniff {
    /** How many bytes are looked at; a tar archive shows its mark at 257. */
    static final int LENGTH = 512;

    private static final int SAFETENSORS_JSON = 8;
    private static final int PICKLE_PROTO = 0x80;

    /** Marks at fixed places; the first that fits wins. One character is one byte. */
    private static final List<Mark> MARKS = List.of(
            new Mark("GGUF", 0, Container.GGUF),
            new Mark("PK\3\4", 0, Container.ZIP),
            new Mark("PK\5\6", 0, Container.ZIP),
            new Mark("\u007fELF", 0, Container.EXECUTABLE),
            new Mark("MZ", 0, Container.EXECUTABLE),
            new Mark("\u00fe\u00ed\u00fa\u00ce", 0, Container.EXECUTABLE),
            new Mark("\u00fe\u00ed\u00fa\u00cf", 0, Container.EXECUTABLE),
            new Mark("\u00ce\u00fa\u00ed\u00fe", 0, Container.EXECUTABLE),
            new Mark("\u00cf\u00fa\u00ed\u00fe", 0, Container.EXECUTABLE),
            new Mark("\u00ca\u00fe\u00ba\u00be", 0, Container.EXECUTABLE),
            new Mark("#!", 0, Container.SCRIPT),
            new Mark("version https://git-lfs.github.com/spec/", 0, Container.GIT_LFS_POINTER),
            new Mark("\u0089PNG\r\n", 0, Container.IMAGE),
            new Mark("\u00ff\u00d8\u00ff", 0, Container.IMAGE),
            new Mark("GIF8", 0, Container.IMAGE),
            new Mark("WEBP", 8, Container.IMAGE),
            new Mark("ftyp", 4, Container.VIDEO),
            new Mark("\u001aE\u00df\u00a3", 0, Container.VIDEO),
            new Mark("%PDF-", 0, Container.PDF),
            new Mark("\u0089HDF\r\n", 0, Container.HDF5),
            new Mark("\u001f\u008b", 0, Container.ARCHIVE),
            new Mark("7z\u00bc\u00af'\u001c", 0, Container.ARCHIVE),
            new Mark("Rar!\u001a\7", 0, Container.ARCHIVE),
            new Mark("\u00fd7zXZ\0", 0, Container.ARCHIVE),
            new Mark("(\u00b5/\u00fd", 0, Container.ARCHIVE),
            new Mark("BZh", 0, Container.ARCHIVE),
            new Mark("ustar", 257, Container.ARCHIVE));

    private static final Pattern HTML =
            Pattern.compile("(?s)(<!--.*?-->\\s*)?<(!doctype html|html|head|body|script|title|meta|div|h1)\\b.*");

    private Sniff() {}

    static Container sniff(byte[] head) {
        if (head.length == 0) {
            return Container.EMPTY;
        }
        if (looksLikeSafetensors(head)) {
            return Container.SAFETENSORS;
        }
        String bytes = new String(head, ISO_8859_1);
        for (Mark mark : MARKS) {
            if (bytes.startsWith(mark.bytes, mark.offset)) {
                return mark.container;
            }
        }
        return looksLikePickle(head) ? Container.PICKLE : text(bytes);
    }

    // Before the marks: the length of a header may by chance begin like any of them.
    private static boolean looksLikeSafetensors(byte[] head) {
        long length = 0;
        for (int i = Math.min(head.length, SAFETENSORS_JSON) - 1; i >= 0; i--) {
            length = length << 8 | (head[i] & 0xFF);
        }
        return head.length > SAFETENSORS_JSON
                && head[SAFETENSORS_JSON] == '{'
                && length >= 0
                && length <= SafetensorsHeader.MAX_LENGTH;
    }

    // Protocols 0 and 1 have no mark and pass for text or for nothing known: then the file's name decides.
    private static boolean looksLikePickle(byte[] head) {
        return head.length > 2 && (head[0] & 0xFF) == PICKLE_PROTO && head[1] >= 2 && head[1] <= 5;
    }

    private static Container text(String bytes) {
        if (bytes.chars().anyMatch(Sniff::isBinary)) {
            return Container.UNRECOGNISED;
        }
        String text = bytes.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (HTML.matcher(text).matches()) {
            return Container.HTML;
        }
        if (text.startsWith("<?xml") || text.startsWith("<svg")) {
            return Container.XML;
        }
        return text.startsWith("{") || text.startsWith("[") ? Container.JSON : Container.TEXT;
    }

    private static boolean isBinary(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }

    private record Mark(String bytes, int offset, Container container) {}
}
