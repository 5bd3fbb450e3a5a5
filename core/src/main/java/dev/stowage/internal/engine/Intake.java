package dev.stowage.internal.engine;

import dev.stowage.api.DownloadRequest;
import dev.stowage.internal.files.Ownership;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadBuilder;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.spi.StowageException;
import java.time.Clock;
import java.util.Optional;

/** Takes in what people paste: makes a download of it unless one is under way already. */
final class Intake {
    private final Ownership ownership;
    private final Ledger ledger;
    private final Agenda agenda;
    private final Adoption adoption;
    private final Clock clock;
    private final Ids ids;
    private final Resolvers resolvers;
    private final TokenDesk tokens;

    Intake(Line line, Ledger ledger, Resolvers resolvers, TokenDesk tokens, Placing placing, Reuse reuse) {
        this.ownership = line.ownership();
        this.ledger = ledger;
        this.agenda = line.agenda();
        this.adoption = new Adoption(line.store(), new Steering(line, ledger), placing, new Decided(reuse));
        this.clock = line.clock();
        this.ids = new Ids(clock);
        this.resolvers = resolvers;
        this.tokens = tokens;
    }

    /** One at a time, so that the same reference pasted twice at once becomes one download. */
    synchronized Download submit(DownloadRequest request) throws StowageException {
        Reference.Pasted pasted = parsed(request);
        SeveralFiles.check(request.answers().files().size(), request.answers());
        resolvers.claiming(pasted.reference());
        ownership.take();
        Optional<Download> underWay = adoption.underWay(pasted.reference(), request);
        DownloadId id = underWay.map(Download::id).orElseGet(ids::next);
        if (pasted.whole().isPresent()) {
            tokens.keep(request.owner(), id.text(), pasted.whole().get());
        }
        if (underWay.isPresent()) {
            return adoption.adopt(underWay.get(), request);
        }
        Download fresh = new DownloadBuilder(id, request.owner(), pasted.reference(), clock.instant())
                .answers(request.answers())
                .priority(request.priority())
                .build();
        agenda.want(fresh);
        create(fresh);
        return fresh;
    }

    private void create(Download fresh) throws StowageException {
        try {
            ledger.create(fresh);
        } catch (StowageException e) {
            tokens.forget(fresh.owner(), fresh.id());
            throw e;
        }
    }

    /** @throws StowageException when it can be nothing */
    static Reference.Pasted parsed(DownloadRequest request) throws StowageException {
        Decided.checkPossible(request.answers().onDuplicate());
        try {
            return Reference.parse(request.pasted());
        } catch (IllegalArgumentException e) {
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.USAGE,
                            Codes.BAD_REFERENCE,
                            "read the pasted reference",
                            String.valueOf(e.getMessage()),
                            "Paste the address of a model's page or of a file, such as https://host/model.safetensors."),
                    e);
        }
    }
}
