package dev.stowage.app;

import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stowage}: what all commands share. */
@Command(
        name = "stowage",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {
            GetCommand.class,
            ResolveCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            LsCommand.class,
            ShowCommand.class,
            SteeringCommands.Pause.class,
            SteeringCommands.Resume.class,
            SteeringCommands.Retry.class,
            SteeringCommands.Cancel.class,
            VerifyCommand.class,
            WorkersCommand.class,
            TokensCommand.class,
            RulesCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        header = "Gets AI models onto disk, verified and in the right place.",
        footerHeading = "%nExample:%n",
        footer = "  stowage get https://civitai.com/models/4201%n%nMore: stowage COMMAND --help")
final class RootCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    RootCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new UsageException("Could not start: no command is given. Most often it is: stowage get REF.");
    }

    Surroundings surroundings() {
        return surroundings;
    }

    CommonOptions options() {
        return options;
    }

    /** Where results and sentences go. */
    Paper paper() {
        return new Paper(surroundings.streams());
    }

    Clock clock() {
        return surroundings.time().clock();
    }

    /** The commands that carry on in the same folders. */
    Again again() {
        return new Again(options.where());
    }

    /** @throws StowageException when the configuration cannot be meant */
    Config config() throws StowageException {
        return Config.read(options.flags(), surroundings);
    }

    /** The whole command line, as it was given. */
    List<String> arguments() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Version.class.getPackage().getImplementationVersion();
            return new String[] {"stowage " + (version == null ? "(not packaged)" : version)};
        }
    }
}
