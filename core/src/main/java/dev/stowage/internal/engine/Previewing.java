package dev.stowage.internal.engine;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Preview;
import dev.stowage.internal.engine.Understanding.Understood;
import dev.stowage.model.Answers;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;

/** Tells what a reference means and where its files would go. Creates nothing. */
final class Previewing {
    private final TokenDesk tokens;
    private final Ids ids;
    private final Understanding understanding;
    private final Peek peek;
    private final Placing placing;
    private final DuplicateCheck duplicates;

    Previewing(Ports ports, Setup setup, TokenDesk tokens, Placing placing, DuplicateCheck duplicates) {
        this.tokens = tokens;
        this.ids = new Ids(setup.clock());
        this.understanding = new Understanding(ports.resolvers());
        this.peek = new Peek(ports, setup);
        this.placing = placing;
        this.duplicates = duplicates;
    }

    Preview of(DownloadRequest request) throws StowageException {
        Reference.Pasted pasted = Intake.parsed(request);
        String correlation = "preview-" + ids.next();
        try {
            if (pasted.whole().isPresent()) {
                tokens.keep(request.owner(), correlation, pasted.whole().get());
            }
            LiveCall call = new LiveCall(request.owner(), correlation, () -> {});
            return of(pasted.reference(), request, call);
        } finally {
            tokens.forget(request.owner(), correlation);
        }
    }

    private Preview of(Reference reference, DownloadRequest request, LiveCall call) throws StowageException {
        Understood understood = understanding.of(reference, call);
        Resolution.Found found = understood.found();
        List<RemoteFile> wanted = wanted(found, request.answers());
        SeveralFiles.check(wanted, request.answers());
        if (wanted.size() == 1) {
            Peek.Looked looked = peek.at(understood, wanted.get(0), call);
            found = looked.found();
            wanted = List.of(looked.file());
        }
        List<Preview.Candidate> candidates = new ArrayList<>();
        for (RemoteFile file : found.files()) {
            candidates.add(candidate(found, file, wanted.contains(file), request.answers()));
        }
        return new Preview(reference, understood.source(), found.model(), candidates, found.warnings());
    }

    private Preview.Candidate candidate(Resolution.Found found, RemoteFile file, boolean chosen, Answers given)
            throws StowageException {
        Answers answers = chosen ? given : SeveralFiles.ofAny(given);
        return new Preview.Candidate(
                file, placing.before(found.model(), file, answers), duplicates.before(file, answers), chosen);
    }

    /** A preview shows all files; that none of them is the obvious one is no failure there, unless others are asked for. */
    private static List<RemoteFile> wanted(Resolution.Found found, Answers answers) throws StowageException {
        try {
            return Understanding.wanted(found, answers);
        } catch (StowageException e) {
            if (answers.files().isEmpty() && e.problem().need().isPresent()) {
                return List.of();
            }
            throw e;
        }
    }
}
