package dev.stowage.internal.files;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who has a data folder, as its lock file tells others: one word and its value a line, so that people can read it too.
 *
 * @param pid the process; empty when the file does not tell
 * @param host the machine
 * @param since when it began
 * @param purpose what it runs as; may be empty
 */
record Holder(String pid, String host, String since, String purpose) {
    private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    static Holder self(Optional<String> purpose, Instant now) {
        return new Holder(
                Long.toString(ProcessHandle.current().pid()),
                hostName(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                purpose.map(String::strip).orElse(""));
    }

    /** Reads what a {@link #text} says; what it does not say is empty. */
    static Holder parse(String text) {
        Map<String, String> values = text.lines()
                .map(line -> line.split(" ", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (first, second) -> first));
        return new Holder(
                values.getOrDefault("pid", ""),
                values.getOrDefault("host", ""),
                values.getOrDefault("since", ""),
                values.getOrDefault("for", ""));
    }

    String text() {
        return "pid " + pid + "\nhost " + host + "\nsince " + since + "\nfor " + purpose + "\n";
    }

    /** As it follows "in use by". */
    String phrase() {
        if (pid.isEmpty()) {
            return "another process"; // it has begun just now, and not said who it is yet
        }
        return "process " + pid + " on " + host + " since " + since + (purpose.isEmpty() ? "" : " (" + purpose + ")");
    }

    /** Asking the resolver may take seconds where it is set up badly; the kernel knows at once. */
    private static String hostName() {
        try {
            return Files.isReadable(LINUX_HOST_NAME)
                    ? Files.readString(LINUX_HOST_NAME, StandardCharsets.UTF_8).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "an unnamed machine";
        }
    }
}
