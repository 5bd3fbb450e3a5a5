package dev.stowage.app;

import dev.stowage.model.Answers;
import dev.stowage.model.OnDuplicate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person answers in advance, so that {@code get} need not ask. */
final class GetOptions {
    @Mixin
    private WantedOptions wanted;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "The SHA-256 that the file must have, 64 hexadecimal digits; for one file.")
    private @Nullable String sha256;

    @Option(
            names = "--review",
            paramLabel = "WHEN",
            description = {
                "When to wait for a person before a file is placed: never, doubtful or always.",
                "Default: doubtful. A wrong hash always fails."
            })
    private @Nullable String review;

    @Option(
            names = "--on-duplicate",
            paramLabel = "WHAT",
            description = {
                "When the same bytes, or the same file of the source, are registered already: ask, skip (take what is "
                        + "there) or download (a second file beside it). overwrite and link are not possible yet.",
                "Default: ask on a terminal, else skip."
            })
    private @Nullable String onDuplicate;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = {
                "The most connections over which one file comes, 1 to 16.",
                "Default: as many as help, up to 16."
            })
    private @Nullable String connections;

    @Mixin
    private SyncOptions sync;

    /** How many connections are wanted at most, if anything was said about that. */
    Optional<String> connections() {
        return Optional.ofNullable(connections).map(OptionValues::connections);
    }

    /**
     * Checks what was said.
     *
     * @param references of how many references it is said
     * @param terminal whether somebody is there to be asked
     * @throws UsageException when something cannot be meant
     */
    Answers answers(int references, boolean terminal) {
        wanted.refuseForSeveral(references, "--sha256", sha256);
        Answers.Builder answers = wanted.answers(references);
        Optional.ofNullable(sha256).map(OptionValues::sha256).ifPresent(answers::sha256);
        Optional.ofNullable(review).map(OptionValues::review).ifPresent(answers::review);
        sync.selection().ifPresent(answers::workers);
        OnDuplicate said = onDuplicate == null ? OnDuplicate.ASK : OptionValues.onDuplicate(onDuplicate);
        return answers.onDuplicate(said == OnDuplicate.ASK && !terminal ? OnDuplicate.SKIP : said)
                .build();
    }
}
