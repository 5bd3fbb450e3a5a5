package dev.stowage.internal.engine;

import dev.stowage.internal.engine.Glances.Glance;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import java.util.ArrayList;
import java.util.List;

/** What a source says, and where it says nothing, what the bytes of a file say. */
record Completion(Resolution.Found found, RemoteFile file, Glance glance) {
    Peek.Looked looked() {
        RemoteFile seen = seen();
        List<RemoteFile> files = new ArrayList<>(found.files());
        files.replaceAll(each -> each.equals(file) ? seen : each);
        List<String> warnings = new ArrayList<>(found.warnings());
        glance.inspection().findings().stream().map(Finding::sentence).forEach(warnings::add);
        return new Peek.Looked(new Resolution.Found(model(), files, warnings), seen);
    }

    /** The only file is what the model is. */
    private ModelInfo model() {
        ModelInfo.Builder model = found.model().toBuilder();
        if (untyped() && found.files().size() == 1) {
            model.type(glance.inspection().type());
        }
        if (found.model().baseFamily().isEmpty()) {
            glance.inspection().baseFamily().ifPresent(model::baseFamily);
        }
        return model.build();
    }

    private RemoteFile seen() {
        RemoteFile.Builder seen = file.toBuilder();
        if (untyped() && found.files().size() > 1) {
            seen.type(glance.inspection().type());
        }
        if (file.nameProvisional()) {
            glance.name()
                    .filter(name -> FileName.fromUntrusted(name).isPresent())
                    .ifPresent(seen::name);
        }
        if (file.sizeBytes().isEmpty()) {
            glance.sizeBytes().ifPresent(seen::sizeBytes);
        }
        if (file.format().isEmpty()) {
            glance.inspection().format().ifPresent(seen::format);
        }
        return seen.build();
    }

    private boolean untyped() {
        return file.type().isEmpty() && found.model().type().equals(ModelType.UNKNOWN);
    }
}
