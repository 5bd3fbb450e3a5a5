package dev.stowage.app.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process as a terminal starts it, whoever runs the build, and in whatever surroundings. */
public final class Foreground {
    private static final List<String> PREFIXES = List.of("STOWAGE_", "CIVITAI_", "HF_", "HUGGING_FACE_");

    private Foreground() {}

    /** A build that runs in the background hands it on that interrupts are ignored, and no shell can undo that. */
    public static List<String> command(List<String> command) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return command;
        }
        List<String> interruptible = new ArrayList<>(List.of("env", "--default-signal=INT"));
        interruptible.addAll(command);
        return interruptible;
    }

    /** Takes out what would configure Stowage, or lend it a real token. */
    public static void clear(Map<String, String> environment) {
        environment.keySet().removeIf(name -> PREFIXES.stream().anyMatch(name::startsWith));
    }
}
