package dev.stowage.architecture;

import dev.stowage.spi.Provider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files in which modules list their providers. */
final class Services {
    private Services() {}

    /** Every class that is listed on the class path. */
    static Set<String> listed() {
        Set<String> names = new TreeSet<>();
        try {
            ClassLoader loader = Services.class.getClassLoader();
            for (URL file : Collections.list(loader.getResources("META-INF/services/" + Provider.class.getName()))) {
                names.addAll(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Those that do not exist. */
    static List<String> missing(Set<String> names) {
        return names.stream().filter(name -> !exists(name)).toList();
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, Services.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<String> read(URL file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
