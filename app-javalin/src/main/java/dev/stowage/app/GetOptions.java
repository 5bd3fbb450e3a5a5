package dev.stowage.app;

import dev.stowage.model.Answers;
import dev.stowage.model.OnDuplicate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person answers in advance, so that {@code get} need not ask. */
final class GetOptions {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "What the file is for, which decides its folder: checkpoint, lora, vae, controlnet, embedding, "
                            + "upscaler, text_encoder, diffusion_model, ...")
    private @Nullable String type;

    @Option(
            names = "--base-model",
            paramLabel = "NAME",
            description = "The base model as CivitAI writes it, such as \"SDXL 1.0\".")
    private @Nullable String baseModel;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The file's name, with or without extension; for one REF.")
    private @Nullable String name;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "The SHA-256 that the file must have, 64 hexadecimal digits; for one REF.")
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

    /** How many connections are wanted at most, if anything was said about that. */
    Optional<String> connections() {
        return Optional.ofNullable(connections).map(OptionValues::connections);
    }

    /**
     * Checks what was said.
     *
     * @param references how many files it is said of
     * @param terminal whether somebody is there to be asked
     * @throws UsageException when something cannot be meant
     */
    Answers answers(int references, boolean terminal) {
        if (references > 1) {
            refuseForSeveral("--name", name);
            refuseForSeveral("--sha256", sha256);
        }
        Answers.Builder answers = Answers.builder();
        Optional.ofNullable(type).map(OptionValues::type).ifPresent(answers::type);
        Optional.ofNullable(baseModel).map(OptionValues::baseModel).ifPresent(answers::baseModel);
        Optional.ofNullable(name).map(OptionValues::fileName).ifPresent(answers::name);
        Optional.ofNullable(sha256).map(OptionValues::sha256).ifPresent(answers::sha256);
        Optional.ofNullable(review).map(OptionValues::review).ifPresent(answers::review);
        OnDuplicate wanted = onDuplicate == null ? OnDuplicate.ASK : OptionValues.onDuplicate(onDuplicate);
        return answers.onDuplicate(wanted == OnDuplicate.ASK && !terminal ? OnDuplicate.SKIP : wanted)
                .build();
    }

    private static void refuseForSeveral(String option, @Nullable String value) {
        if (value != null) {
            throw UsageException.of(
                    option,
                    value,
                    "it is for one file, and several are asked for",
                    "Get that one with a command of its own.");
        }
    }
}
