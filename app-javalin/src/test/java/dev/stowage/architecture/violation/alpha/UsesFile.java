package dev.stowage.architecture.violation.alpha;

import java.io.File;

/** Breaks: nobody uses java.io.File. */
public final class UsesFile {
    private UsesFile() {}

    static File file() {
        return new File("name");
    }
}
