package dev.stowage.app;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.PlacementRule.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known of a file of which somebody wants to know where it would go. */
final class FactOptions {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "What it is for, such as lora or checkpoint. Default: unknown.")
    private String type = ModelType.UNKNOWN.text();

    @Option(names = "--base-model", paramLabel = "NAME", description = "Such as \"SDXL 1.0\".")
    private @Nullable String baseModel;

    @Option(
            names = "--base-family",
            paramLabel = "NAME",
            description = "Such as sdxl. Default: that of the base model.")
    private @Nullable String baseFamily;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Such as civitai or huggingface.")
    private @Nullable String source;

    @Option(names = "--creator", paramLabel = "NAME", description = "Who made the model.")
    private @Nullable String creator;

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name.")
    private @Nullable String name;

    @Option(names = "--model-version", paramLabel = "NAME", description = "The name of the model's version.")
    private @Nullable String version;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Such as safetensors or gguf.")
    private @Nullable String format;

    @Option(names = "--file-name", paramLabel = "NAME", description = "Default: model.safetensors.")
    private String fileName = "model.safetensors";

    /** @throws UsageException when something cannot be meant */
    PlacementQuestion question() {
        FileName file = OptionValues.fileName(fileName);
        Map<Field, String> fields = new EnumMap<>(Field.class);
        Optional.ofNullable(baseModel)
                .map(OptionValues::baseModel)
                .map(BaseModel::text)
                .ifPresent(text -> fields.put(Field.BASE_MODEL, text));
        put(fields, Field.BASE_FAMILY, baseFamily);
        put(
                fields,
                Field.SOURCE,
                Optional.ofNullable(source).map(TokenOptions::source).orElse(null));
        put(fields, Field.CREATOR, creator);
        put(fields, Field.NAME, name);
        put(fields, Field.VERSION, version);
        put(fields, Field.FORMAT, Optional.ofNullable(format).orElse(file.extension()));
        return new PlacementQuestion(file, OptionValues.type(type), fields);
    }

    private static void put(Map<Field, String> fields, Field field, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            fields.put(field, text.strip());
        }
    }
}
