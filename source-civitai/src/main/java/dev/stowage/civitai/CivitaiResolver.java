package dev.stowage.civitai;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileKeys;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Models of CivitAI. What a reference means is asked of the interface for programs, which costs nothing; the download address is built,
 * never tried, because each try counts against the user's quota.
 */
final class CivitaiResolver implements SourceResolver {
    private final Site site;
    private final CivitaiApi api;
    private final Clock clock;

    CivitaiResolver(Site site, CivitaiApi api, Clock clock) {
        this.site = site;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public Match match(Reference reference) {
        return CivitaiReference.parse(reference, site)
                .map(CivitaiReference::match)
                .orElse(Match.NO);
    }

    @Override
    public Resolution resolve(Reference reference, Call call) throws StowageException {
        CivitaiReference pasted = CivitaiReference.parse(reference, site)
                .orElseThrow(() -> unusable(
                        reference.place(), "it is nothing of CivitAI", "Paste a model's page, or its download link."));
        Lookup lookup = new Lookup(api, call, pasted.front());
        Meaning meaning = pasted.meaning();
        if (meaning instanceof Meaning.Model model) {
            return found(lookup.model(model.id(), model.version()), model.file());
        }
        if (meaning instanceof Meaning.Version version) {
            return found(lookup.version(version.id()), version.file());
        }
        if (meaning instanceof Meaning.Digest digest) {
            return found(lookup.digest(digest.hex()), Selection.digest(digest.hex()));
        }
        Meaning.NoModel other = (Meaning.NoModel) meaning;
        throw unusable(reference.place(), other.why(), other.advice());
    }

    @Override
    public Optional<FileKeys> files(Reference reference) {
        return CivitaiReference.parse(reference, site)
                .map(CivitaiReference::version)
                .filter(OptionalInt::isPresent)
                .map(version -> FileRef.ofVersion(version.getAsInt()));
    }

    @Override
    public FetchTarget locate(FileKey file, Call call) throws StowageException {
        call.check();
        FileRef ref = FileRef.of(file)
                .orElseThrow(() ->
                        unusable("a stored key", "it is no file of CivitAI", "Begin anew with the model's page."));
        Origin front = ref.host().flatMap(site::front).orElse(site.home());
        return FetchTarget.at(URI.create(front + ref.path()));
    }

    /** Troubles that pass, and waits that are asked for, need no other words than the usual ones. */
    @Override
    public Optional<Problem> refusal(FileKey file, HttpReply answer) {
        boolean says = answer.status() >= 400 && answer.status() < 500;
        boolean waits = answer.headers().first("Retry-After").isPresent();
        return says && !waits
                ? Optional.of(CivitaiErrors.of(
                        answer, "download the file from " + answer.origin().host()))
                : Optional.empty();
    }

    @Override
    public List<Origin> tokenOrigins() {
        return site.tokenOrigins();
    }

    private Resolution found(Release release, Selection selection) throws StowageException {
        Access access = new Access(release, clock.instant());
        access.check();
        Optional<String> host = Optional.of(release.front())
                .filter(front -> !front.equals(site.home()))
                .map(Origin::host);
        FileMapping mapping = new FileMapping(release, selection, host);
        List<RemoteFile> files = mapping.files();
        List<String> warnings = Stream.concat(access.warnings().stream(), mapping.warnings().stream())
                .toList();
        return new Resolution.Found(ModelMapping.of(release), files, warnings);
    }

    private static StowageException unusable(String place, String why, String advice) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE, Codes.BAD_REFERENCE, "find a model behind \"" + place + "\"", why, advice));
    }
}
