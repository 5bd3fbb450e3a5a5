package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.spi.StowageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that steer stored downloads, a class for each, as picocli wants it. */
final class SteeringCommands {
    private static final String WHICH =
            "%nID is a download's id or the beginning of one, its reference, or its file's name or path. What is so "
                    + "already stays so, without a failure.";
    private static final String CODES = "%nExit codes:%n";
    private static final String DONE = "0:Each of them is so now";
    private static final String IMPOSSIBLE =
            "2:It is in no state for that, or several are meant; stderr says what is possible";
    private static final String UNKNOWN = "3:There is none";
    private static final String TAKEN = "7:Another process is at work in the data folder";

    private SteeringCommands() {}

    /** {@code pause ID...}. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Stops downloads for now; what was received stays.",
            description = WHICH,
            exitCodeListHeading = CODES,
            exitCodeList = {DONE, IMPOSSIBLE, UNKNOWN, TAKEN})
    static final class Pause extends SteeringCommand {
        @Option(names = "--all", description = "All that wait for their turn or run.")
        private boolean all;

        Pause() {
            super(dev.stowage.model.Command.PAUSE);
        }

        @Override
        boolean all() {
            return all;
        }

        @Override
        Download say(Downloads downloads, DownloadId id) throws StowageException {
            return downloads.pause(id);
        }
    }

    /** {@code resume ID...}. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Puts paused downloads back into the queue; stderr tells the command that carries on.",
            description = WHICH,
            exitCodeListHeading = CODES,
            exitCodeList = {DONE, IMPOSSIBLE, UNKNOWN, TAKEN})
    static final class Resume extends SteeringCommand {
        @Option(names = "--all", description = "All that are paused.")
        private boolean all;

        Resume() {
            super(dev.stowage.model.Command.RESUME);
        }

        @Override
        boolean all() {
            return all;
        }

        @Override
        Download say(Downloads downloads, DownloadId id) throws StowageException {
            return downloads.resume(id);
        }
    }

    /** {@code retry ID...}. */
    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Puts failed or asking downloads back into the queue; stderr tells the command that carries on.",
            description = WHICH,
            exitCodeListHeading = CODES,
            exitCodeList = {DONE, IMPOSSIBLE, UNKNOWN, TAKEN})
    static final class Retry extends SteeringCommand {
        @Option(names = "--all", description = "All that have failed, ask, or wait for a time.")
        private boolean all;

        Retry() {
            super(dev.stowage.model.Command.RETRY);
        }

        @Override
        boolean all() {
            return all;
        }

        @Override
        Download say(Downloads downloads, DownloadId id) throws StowageException {
            return downloads.retry(id);
        }
    }

    /** {@code cancel ID...}; nobody means all of them. */
    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Gives downloads up for good; a new get of the same reference begins a new one.",
            description = WHICH,
            exitCodeListHeading = CODES,
            exitCodeList = {DONE, IMPOSSIBLE, UNKNOWN, TAKEN})
    static final class Cancel extends SteeringCommand {
        Cancel() {
            super(dev.stowage.model.Command.CANCEL);
        }

        @Override
        Download say(Downloads downloads, DownloadId id) throws StowageException {
            return downloads.cancel(id);
        }
    }
}
