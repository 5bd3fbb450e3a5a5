package dev.stowage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stowage.placeholder.core.Placeholder;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Placeholder of the command line: prints its arguments as JSON, one line each. */
@Command(name = "stowage")
public final class Main implements Runnable {
    @Parameters
    private List<String> arguments = List.of();

    @Override
    public void run() {
        if (arguments.isEmpty()) {
            System.out.println(Placeholder.module() + ", "
                    + dev.stowage.placeholder.http.Placeholder.describe("http://localhost/") + ", "
                    + dev.stowage.placeholder.modelfiles.Placeholder.describe());
        }
        ObjectMapper json = new ObjectMapper();
        arguments.forEach(argument -> System.out.println(json.valueToTree(argument)));
    }

    /** Starts the program and ends it with the exit code of its command. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setUnmatchedOptionsArePositionalParams(true)
                .execute(arguments));
    }
}
