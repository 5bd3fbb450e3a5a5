package dev.stowage.app;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person writes what nobody else may read: at a terminal, which does not show it, or into a pipe.
 *
 * @param properties say whether there is a terminal
 * @param in what is written
 * @param err where a question goes
 */
record Keyboard(Map<String, String> properties, InputStream in, PrintStream err) {
    private static final int LONGEST = 64 << 10;

    /** The first line; empty when there is none. */
    Optional<String> secret(String question) throws IOException {
        boolean terminal = Boolean.parseBoolean(properties.getOrDefault("stowage.in", "false"));
        return Optional.of(terminal ? hidden(question) : line()).filter(text -> !text.isBlank());
    }

    @SuppressWarnings("SystemConsoleNull") // before Java 22 there is none unless output goes to the terminal too
    private String hidden(String question) {
        Console console = System.console();
        if (console == null) {
            throw new UsageException(
                    "Could not ask without showing the answer: the output does not go to the terminal. "
                            + "Leave it there, or send the answer through a pipe.");
        }
        err.print(question);
        err.flush();
        char[] answer = console.readPassword();
        return answer == null ? "" : new String(answer);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && line.size() < LONGEST; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
