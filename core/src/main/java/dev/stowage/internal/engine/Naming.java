package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.FileName;
import dev.stowage.model.Finding;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.RemoteFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file will be called: the person's word, else the source's made harmless, else a name made from what it is. */
final class Naming {
    private static final String UNKNOWN_EXTENSION = "bin";

    private Naming() {}

    static FileName of(RemoteFile file, Answers answers) {
        FileName told = FileName.fromUntrusted(file.name()).orElseGet(() -> madeUp(file));
        return answers.name().map(wanted -> withExtension(wanted, told)).orElse(told);
    }

    /** The same for a file that has a name already. */
    static FileName of(FileName now, Answers answers) {
        return answers.name().map(wanted -> withExtension(wanted, now)).orElse(now);
    }

    /** Tells the person when the name is not what the source called the file. */
    static List<Finding> notes(RemoteFile file, Answers answers) {
        FileName name = of(file, answers);
        boolean ours = answers.name().isPresent() || file.name().isEmpty();
        return ours || !name.differsFrom(file.name()) ? List.of() : List.of(changed(name));
    }

    /** A name that a reviewer has changed is the file's name too: that is how a taken name is given way to. */
    static FileName after(Download download, Draft draft) {
        FileName now = download.fileName().orElseThrow();
        ModelInfo model = download.model().orElseThrow();
        String before = download.answers().name().map(FileName::stem).orElse(model.name());
        Optional<FileName> renamed =
                draft.name().equals(before) ? Optional.empty() : FileName.fromUntrusted(draft.name());
        return renamed.map(name -> withExtension(name, now)).orElse(now);
    }

    /** The same for a further edit: the file is called by the draft as it is, or was named on its own. */
    static FileName reviewed(Download download, Draft draft) {
        FileName now = download.fileName().orElseThrow();
        boolean kept = draft.name().equals(download.draft().orElseThrow().name());
        Optional<FileName> renamed = kept ? Optional.empty() : FileName.fromUntrusted(draft.name());
        return renamed.map(name -> withExtension(name, now)).orElse(now);
    }

    private static Finding changed(FileName name) {
        return Finding.note(Codes.NAME_CHANGED, "The name was unsafe on some systems and became " + name + ".");
    }

    /** A name given without the file's extension gets it; anything after another dot belongs to the name. */
    static FileName withExtension(FileName wanted, FileName told) {
        String extension = told.extension();
        String text = wanted.toString();
        if (extension.isEmpty() || text.toLowerCase(Locale.ROOT).endsWith("." + extension)) {
            return wanted;
        }
        Optional<FileName> completed = FileName.fromUntrusted(text + "." + extension);
        return completed.orElse(wanted);
    }

    private static FileName madeUp(RemoteFile file) {
        String id = Integer.toHexString(file.key().hashCode());
        String bare = file.key().source() + "-" + id;
        return FileName.fromUntrusted(bare + "." + file.format().orElse(UNKNOWN_EXTENSION))
                .orElseGet(() -> new FileName(bare + "." + UNKNOWN_EXTENSION));
    }
}
