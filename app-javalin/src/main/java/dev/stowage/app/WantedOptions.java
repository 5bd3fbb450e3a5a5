package dev.stowage.app;

import dev.stowage.model.Answers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files of a reference are wanted, and what a person says of them. */
final class WantedOptions {
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
            description = "The file's name, with or without extension; for one file.")
    private @Nullable String name;

    @Option(
            names = "--file",
            paramLabel = "NAME|ID",
            description = {
                "Which file of REF, where it has several; may be given several times. For one REF.",
                "Default: what the source recommends."
            })
    private List<String> files = List.of();

    /**
     * Checks what was said.
     *
     * @param references of how many references it is said
     * @throws UsageException when something cannot be meant
     */
    Answers.Builder answers(int references) {
        if (references > 1 && !files.isEmpty()) {
            throw UsageException.of(
                    "--file",
                    files.get(0),
                    "it is for one reference, and several are given",
                    "Get the files of each with a command of its own.");
        }
        refuseForSeveral(references, "--name", name);
        Answers.Builder answers = Answers.builder()
                .files(files.stream().map(OptionValues::file).distinct().toList());
        Optional.ofNullable(type).map(OptionValues::type).ifPresent(answers::type);
        Optional.ofNullable(baseModel).map(OptionValues::baseModel).ifPresent(answers::baseModel);
        Optional.ofNullable(name).map(OptionValues::fileName).ifPresent(answers::name);
        return answers;
    }

    /** @throws UsageException when a value is given that is for one file, and several are asked for */
    void refuseForSeveral(int references, String option, @Nullable String value) {
        if (value != null && (references > 1 || files.size() > 1)) {
            throw UsageException.of(
                    option,
                    value,
                    "it is for one file, and several are asked for",
                    "Get that one with a command of its own.");
        }
    }
}
