package dev.stowage.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stowage.huggingface.HuggingFaceErrors.Asked;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Repositories of the HuggingFace Hub, or of a server that speaks its protocol. */
final class HuggingFaceResolver implements SourceResolver {
    private static final int LONGEST_SHOWN = 100;

    private final Endpoint endpoint;
    private final HubApi api;
    private final Snapshots snapshots;

    HuggingFaceResolver(Endpoint endpoint, HttpGateway http) {
        this.endpoint = endpoint;
        this.api = new HubApi(endpoint, http);
        this.snapshots = new Snapshots(api);
    }

    @Override
    public Match match(Reference reference) {
        try {
            if (HuggingFaceReference.read(reference, endpoint).isEmpty()) {
                return Match.NO;
            }
            return HuggingFaceReference.isBare(reference.text()) ? Match.LIKELY : Match.CERTAIN;
        } catch (NoLocationException ours) {
            return Match.CERTAIN;
        }
    }

    @Override
    public Resolution resolve(Reference reference, Call call) throws StowageException {
        HuggingFaceReference wanted = read(reference);
        call.check();
        if (!wanted.repo().type().fetchable()) {
            throw api.errors().notSupported(new Asked(wanted.repo(), "such thing"));
        }
        Snapshot snapshot = snapshots.take(wanted, call);
        Selection selection = Selection.of(snapshot, wanted, api.errors());
        if (snapshot.gated()) {
            api.checkAccess(snapshot.address(selection.example()), call);
        }
        return described(snapshot, selection, call);
    }

    @Override
    public boolean peekable() {
        return true;
    }

    @Override
    public FetchTarget locate(FileKey file, Call call) throws StowageException {
        call.check();
        FileAddress address = FileAddress.of(file)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.USAGE,
                        Codes.BAD_REFERENCE,
                        "find the file on " + endpoint.label(),
                        "its stored key is none of this source",
                        "Paste its link again.")));
        return FetchTarget.at(address.bytes(endpoint));
    }

    @Override
    public Optional<Problem> refusal(FileKey file, HttpReply answer) {
        return FileAddress.of(file)
                .filter(asked -> HuggingFaceErrors.speaks(answer.status(), answer.headers()))
                .map(asked -> api.errors().of(answer, Asked.of(asked)).problem());
    }

    @Override
    public List<Origin> tokenOrigins() {
        return List.of(endpoint.origin());
    }

    private HuggingFaceReference read(Reference reference) throws StowageException {
        try {
            return HuggingFaceReference.read(reference, endpoint)
                    .orElseThrow(() -> new NoLocationException("it is no link to a repository there"));
        } catch (NoLocationException e) {
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.USAGE,
                            Codes.BAD_REFERENCE,
                            "find " + shown(reference) + " on " + endpoint.label(),
                            e.why(),
                            "Paste the link to a repository, folder or file, or its id as owner/name."),
                    e);
        }
    }

    /** What was pasted, without a query: the host alone would not tell one page of the site from another. */
    private static String shown(Reference reference) {
        String path = HubUri.isOne(reference.text())
                ? reference.text().replaceFirst("[?#].*", "")
                : reference.uri().map(URI::getPath).orElse("");
        boolean telling = path.length() > 1 && path.length() <= LONGEST_SHOWN;
        return telling ? path : reference.place();
    }

    private Resolution described(Snapshot snapshot, Selection selection, Call call) throws StowageException {
        HuggingFaceMapping mapping = new HuggingFaceMapping(snapshot, endpoint);
        List<RemoteFile> files = mapping.files(selection.files(), selection.chosen());
        if (files.isEmpty()) {
            throw api.errors().noFile(new Asked(snapshot.repo(), "file"));
        }
        List<String> warnings = new ArrayList<>(mapping.warnings(selection.files()));
        warnings.addAll(selection.warnings());
        Optional<Readme> readme = readme(snapshot, warnings, call);
        return new Resolution.Found(
                mapping.model(selection.files(), selection.chosen(), base(snapshot, call), readme), files, warnings);
    }

    private Optional<Readme> readme(Snapshot snapshot, List<String> warnings, Call call) throws StowageException {
        Optional<HubFile> file = snapshot.file(Readme.NAME);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> text = api.page(snapshot.address(file.get()), call);
            if (text.isPresent()) {
                return text.map(Readme::new);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException unread) {
            // Nobody should go without the model for want of its description.
        }
        warnings.add("Its description could not be read.");
        return Optional.empty();
    }

    /** A base model that nobody has heard of may itself build on one that is known. */
    private Optional<BaseModel> base(Snapshot snapshot, Call call) throws StowageException {
        Optional<BaseModel> known = HuggingFaceMapping.known(HuggingFaceMapping.bases(snapshot));
        Optional<Repo> unknown = HuggingFaceMapping.bases(snapshot.info()).stream()
                .flatMap(id -> Repo.ofId(RepoType.MODEL, id).stream())
                .findFirst();
        if (known.isPresent() || unknown.isEmpty()) {
            return known;
        }
        try {
            Optional<JsonNode> info = api.glance(unknown.get(), call);
            return info.flatMap(said -> HuggingFaceMapping.known(HuggingFaceMapping.bases(said)));
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException unanswered) {
            return Optional.empty();
        }
    }
}
