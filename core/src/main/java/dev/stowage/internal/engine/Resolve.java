package dev.stowage.internal.engine;

import dev.stowage.internal.engine.Understanding.Understood;
import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.Finding;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** RESOLVING → QUEUED, or a question, or COMPLETED with what is there already. Several files become several downloads, joined by their group. */
final class Resolve implements Step {
    private final Understanding understanding;
    private final Placing placing;
    private final DuplicateCheck duplicates;
    private final Siblings siblings;

    Resolve(Understanding understanding, Placing placing, DuplicateCheck duplicates, Siblings siblings) {
        this.understanding = understanding;
        this.placing = placing;
        this.duplicates = duplicates;
        this.siblings = siblings;
    }

    @Override
    public Download perform(Download download, Call call) throws StowageException {
        Understood understood = understood(download, call);
        List<RemoteFile> wanted = Understanding.wanted(understood.found(), download.answers());
        SeveralFiles.check(wanted, download.answers());
        siblings.create(download, wanted, understood);
        RemoteFile file = wanted.get(0);
        Answers answers = download.answers();
        Download looked = download.toBuilder()
                .group(wanted.size() == 1 ? download.group() : Optional.of(download.id()))
                .duplicates(duplicates.before(file, answers))
                .build();
        return looked.resolved(
                file,
                understood.found().model(),
                placing.before(understood.found().model(), file, answers),
                notes(understood.found(), file, answers));
    }

    private Understood understood(Download download, Call call) throws StowageException {
        Optional<Understood> handed = siblings.handed(download.id());
        return handed.isPresent() ? handed.get() : understanding.of(download.reference(), call);
    }

    private static List<Finding> notes(Resolution.Found found, RemoteFile file, Answers answers) {
        Stream<Finding> warnings =
                found.warnings().stream().map(sentence -> Finding.note(Codes.SOURCE_WARNING, sentence));
        return Stream.concat(Naming.notes(file, answers).stream(), warnings).toList();
    }
}
