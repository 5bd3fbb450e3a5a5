package dev.stowage.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a copy that shares its blocks with the original, where the file system can. */
interface Reflink {
    /** The JDK does not say whether it shared anything: the program does, and makes nothing where it cannot. */
    Reflink BY_PROGRAM = Reflink::byProgram;

    /** Whether it was made; where it was not, there is nothing. */
    boolean made(Path source, Path copy) throws IOException;

    private static boolean byProgram(Path source, Path copy) throws IOException {
        if (!Files.getFileStore(source).equals(Files.getFileStore(copy.getParent()))) {
            return false;
        }
        boolean made = succeeded(List.of("cp", "--reflink=always", "--", source.toString(), copy.toString()));
        if (!made) {
            Files.deleteIfExists(copy);
        }
        return made;
    }

    private static boolean succeeded(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return ended(process);
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
