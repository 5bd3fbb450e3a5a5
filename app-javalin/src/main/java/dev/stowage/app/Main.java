package dev.stowage.app;

import dev.stowage.app.logging.Logging;
import dev.stowage.app.text.Text;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The process: arguments in, exit code out; and what becomes of everything that was thrown. */
public final class Main {
    private final Surroundings surroundings;
    private final RootCommand root;

    private Main(Surroundings surroundings) {
        this.surroundings = surroundings;
        root = new RootCommand(surroundings);
    }

    /** Starts the program and ends it with the exit code of its command. */
    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        Surroundings surroundings = Config.ofProcess(interruption);
        Logging.install(Config.debug(surroundings));
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::happen, "stowage-interruption"));
        System.exit(run(arguments, surroundings));
    }

    /** Runs one command and returns its exit code; throws nothing. */
    static int run(String[] arguments, Surroundings surroundings) {
        return new Main(surroundings).run(arguments);
    }

    private int run(String[] arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    private CommandLine commandLine() {
        Surroundings.Streams streams = surroundings.streams();
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(writer(streams.out()))
                .setErr(writer(streams.err()))
                .setParameterExceptionHandler((e, arguments) -> misused(sentence(e), e.getCommandLine()))
                .setExecutionExceptionHandler((e, command, parsed) -> thrown(e, command));
    }

    private int thrown(Throwable e, CommandLine command) {
        if (e instanceof UsageException) {
            return misused(String.valueOf(e.getMessage()), command);
        }
        if (e instanceof StowageException expected) {
            if (root.options().json()) {
                root.paper().failure(expected.problem());
            }
            Problem problem = expected.problem();
            tell(problem.message() + Logins.hint(problem) + Settling.hint(problem));
            debug(e);
            return ExitCode.of(expected.problem());
        }
        return failed(e);
    }

    private int misused(String sentence, CommandLine command) {
        tell(Text.sentences(sentence, "See: " + command.getCommandSpec().qualifiedName() + " --help"));
        return ExitCode.USAGE;
    }

    private int failed(Throwable bug) {
        String where = bug.getStackTrace().length == 0 ? "" : " at " + bug.getStackTrace()[0];
        tell("Could not run this command: an unexpected " + bug.getClass().getName() + where
                + ". Please report it with what STOWAGE_DEBUG=1 prints.");
        debug(bug);
        return ExitCode.UNEXPECTED;
    }

    private void tell(String sentence) {
        root.paper().tell(sentence);
    }

    private void debug(Throwable e) {
        if (Config.debug(surroundings)) {
            e.printStackTrace(surroundings.streams().err());
        }
    }

    /** What picocli says, as one sentence; an argument that it cannot place may be a URL with a secret, so it is not repeated. */
    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            String what = unmatched.isUnknownOption() ? "there is no option " : "there is no command ";
            String shown = first.replaceFirst("=.*", ""); // what is behind it may be a token
            boolean url = first.contains("://");
            return "Could not understand the command line: "
                    + (url ? "a command belongs before the URL, such as get" : what + "\"" + shown + "\"") + ".";
        }
        String said = String.valueOf(e.getMessage()).strip();
        String why = said.isEmpty() ? said : Character.toLowerCase(said.charAt(0)) + said.substring(1);
        return "Could not understand the command line: " + why + (why.endsWith(".") ? "" : ".");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }
}
