package dev.stowage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/** Bytes that begin like a picture or a clip. */
final class Pictures {
    private Pictures() {}

    static byte[] beginning(Media media) {
        String text = switch (media) {
            case JPEG -> "\u00ff\u00d8\u00ff\u00e0..JFIF";
            case PNG -> "\u0089PNG\r\n\u001a\n....IHDR";
            case GIF -> "GIF89a....";
            case WEBP -> "RIFF\n...WEBPVP8 ";
            case AVIF -> "....ftypavif....";
            case MP4 -> "....ftypisom....";
            case QUICKTIME -> "....ftypqt  ....";
            case WEBM -> "\u001aE\u00df\u00a3.......B\u0082webm";
        };
        return text.getBytes(ISO_8859_1);
    }

    /** The beginning, and behind it anything. */
    static byte[] of(Media media, int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] beginning = beginning(media);
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        return bytes;
    }
}
