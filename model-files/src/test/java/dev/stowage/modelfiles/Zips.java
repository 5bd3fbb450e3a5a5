package dev.stowage.modelfiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small zip archives. */
final class Zips {
    private Zips() {}

    /** An archive with entries of these names. */
    static byte[] of(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.length());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
