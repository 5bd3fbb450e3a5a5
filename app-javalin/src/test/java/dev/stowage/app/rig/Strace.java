package dev.stowage.app.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * strace, which tells every call that a program makes, and makes the n-th one fail or deadly.
 *
 * <p>What works with strace 6.1: {@code -P} takes one path and leaves all other calls alone, in what is told and in what is counted; calls
 * on a descriptor count for the path that it was opened with, {@code rename} and {@code link} for the path that they start from. The path
 * need not exist yet. {@code when=N} counts in each thread by itself, so a call is named by its number within its thread; as long as one
 * thread at a time works on a file, that is each call there is. A call that is deadly is not carried out. With {@code --seccomp-bpf}, which
 * would be faster, injection mostly does not happen.
 */
final class Strace {
    /** Calls that change what a later start finds. */
    private static final List<String> CHANGING = List.of(
            "openat",
            "write",
            "pwrite64",
            "writev",
            "pwritev",
            "fsync",
            "fdatasync",
            "rename",
            "renameat",
            "renameat2",
            "link",
            "linkat",
            "symlink",
            "unlink",
            "unlinkat",
            "rmdir",
            "mkdir",
            "mkdirat",
            "ftruncate",
            "truncate",
            "fallocate",
            "chmod",
            "fchmod");

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");
    private static final Pattern DESCRIPTOR = Pattern.compile("\\d+<([^>]+)>.*");
    private static final Pattern QUOTED = Pattern.compile("[^\"]*\"([^\"]+)\".*");
    private static final Pattern FAILED = Pattern.compile(".* = -1 E[A-Z]+ .*");

    private Strace() {}

    /**
     * One call, as it can be found again in another run.
     *
     * @param name what the kernel calls it
     * @param path what it is done to, below the folder that was looked at
     * @param number the how many-th of its name and path within its thread
     */
    record Call(String name, Path path, int number) {
        /** What a choice of calls should have at least one of. */
        static List<Function<Call, String>> traits() {
            return List.of(Call::name, Call::file);
        }

        /** Calls of one kind differ in their number only, or in a name that is a hash. */
        String kind() {
            return name + " " + file();
        }

        private String file() {
            return path.getFileName().toString().replaceAll("[0-9a-f]{32}", "*");
        }

        @Override
        public String toString() {
            return kind() + " #" + number;
        }
    }

    /** Traces nothing of a program that does nothing. */
    static List<String> nothing() {
        return List.of("strace", "-qq", "-e", "trace=none", "true");
    }

    /** Writes every changing call to a log. */
    static List<String> telling(Path log) {
        return started(log, CHANGING);
    }

    /** Kills the program in place of a call. */
    static List<String> killing(Path log, Path folder, Call call) {
        return injecting(log, folder, call, "signal=KILL:when=" + call.number());
    }

    /** Lets a call fail. */
    static List<String> failing(Path log, Path folder, Call call, String error) {
        return injecting(log, folder, call, "error=" + error + ":when=" + call.number());
    }

    /** The successful calls below a folder, in their order. */
    static List<Call> calls(Path log, Path folder) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        Set<Call> calls = new LinkedHashSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = CALL.matcher(line);
            Path path = matcher.matches() ? path(matcher.group(3)) : folder;
            if (!path.equals(folder) && path.startsWith(folder)) {
                Path below = folder.relativize(path);
                String name = matcher.group(2);
                int number = counts.merge(matcher.group(1) + " " + name + " " + below, 1, Integer::sum);
                if (changes(name, matcher.group(3))) {
                    calls.add(new Call(name, below, number));
                }
            }
        }
        return List.copyOf(calls);
    }

    private static boolean changes(String name, String told) {
        return !FAILED.matcher(told).matches() && (!name.equals("openat") || told.contains("O_CREAT"));
    }

    /** The descriptor that it begins with, else the first text. */
    private static Path path(String told) {
        Matcher descriptor = DESCRIPTOR.matcher(told);
        if (descriptor.matches()) {
            return Path.of(descriptor.group(1));
        }
        Matcher quoted = QUOTED.matcher(told);
        return Path.of(quoted.matches() ? quoted.group(1) : "");
    }

    private static List<String> injecting(Path log, Path folder, Call call, String what) {
        List<String> command = started(log, List.of(call.name()));
        command.addAll(
                List.of("-P", folder.resolve(call.path()).toString(), "-e", "inject=" + call.name() + ":" + what));
        return command;
    }

    private static List<String> started(Path log, List<String> calls) {
        return new ArrayList<>(List.of(
                "strace",
                "-f",
                "-y",
                "-qq",
                "-o",
                log.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=" + String.join(",", calls)));
    }
}
