package dev.stowage.app.listing;

import dev.stowage.api.Preview;
import dev.stowage.app.progress.Screen;
import dev.stowage.app.text.Text;
import dev.stowage.model.BaseFamily;
import dev.stowage.model.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reference means: a line for each fact of the model, then its files. On a terminal no line of a file is wider than it. */
public final class ResolutionDetails {
    private static final int LABEL = 12;

    private final List<String> lines = new ArrayList<>();

    private ResolutionDetails() {}

    /** The lines. */
    public static List<String> lines(Preview preview, Screen screen) {
        ResolutionDetails details = new ResolutionDetails();
        details.lines.add(Text.safe(preview.model().name()));
        details.add("url", preview.reference().text());
        details.add("source", preview.source());
        details.model(preview.model());
        preview.warnings().forEach(warning -> details.add("warning", warning));
        details.lines.add("");
        details.lines.addAll(FileTable.lines(preview.files(), screen));
        return details.lines;
    }

    private void model(ModelInfo model) {
        add("version", model.version());
        add("creator", model.creator());
        add(
                "type",
                model.type()
                        + model.variant().map(variant -> " (" + variant + ")").orElse(""));
        add("base model", model.baseModel().map(Object::toString));
        add("base family", model.baseFamily().map(BaseFamily::text));
        add("triggers", joined(model.triggerWords()));
        add("tags", joined(model.tags()));
        add("licence", model.license());
        add("nsfw", model.nsfw() ? Optional.of("yes") : Optional.empty());
        int previews = model.previews().size();
        add("previews", previews == 0 ? Optional.empty() : Optional.of(Integer.toString(previews)));
    }

    private static Optional<String> joined(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    private void add(String label, Optional<String> text) {
        text.ifPresent(known -> add(label, known));
    }

    private void add(String label, String text) {
        lines.add("  " + Text.fit(label, LABEL) + Text.safe(text));
    }
}
