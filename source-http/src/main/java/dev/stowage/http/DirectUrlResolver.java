package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.FileKey;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Any http or https URL that returns a file. It asks nobody: what the file is, only its bytes tell. */
final class DirectUrlResolver implements SourceResolver {
    static final String ID = "direct";

    @Override
    public Match match(Reference reference) {
        return web(reference).isPresent() ? Match.FALLBACK : Match.NO;
    }

    @Override
    public Resolution resolve(Reference reference, Call call) throws StowageException {
        URI uri = web(reference).orElseThrow(() -> unusable(reference));
        FileKey key = key(uri, reference);
        Optional<FileName> name = UrlName.candidate(uri.getRawPath()).flatMap(FileName::fromUntrusted);
        RemoteFile.Builder file =
                RemoteFile.builder(key, name.map(FileName::toString).orElse("")).nameProvisional(true);
        name.map(FileName::extension).filter(extension -> !extension.isEmpty()).ifPresent(file::format);
        String model = name.map(FileName::stem).orElseGet(uri::getHost);
        return new Resolution.Found(ModelInfo.builder(model).build(), List.of(file.build()), List.of());
    }

    @Override
    public boolean peekable() {
        return true;
    }

    @Override
    public FetchTarget locate(FileKey file, Call call) throws StowageException {
        Reference reference = new Reference(file.id());
        return FetchTarget.at(web(reference).orElseThrow(() -> unusable(reference)));
    }

    /** An address gets longer by percent-encoding, and may then be longer than a key. */
    private static FileKey key(URI uri, Reference reference) throws StowageException {
        try {
            return new FileKey(ID, uri.toString());
        } catch (IllegalArgumentException e) {
            throw unusable(reference);
        }
    }

    private static Optional<URI> web(Reference reference) {
        return reference.uri().filter(uri -> switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "https" -> true;
            default -> false;
        });
    }

    private static StowageException unusable(Reference reference) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_REFERENCE,
                "use the link to " + reference.place(),
                "it is no http or https address of at most 8192 characters",
                "Give the full address of the file."));
    }
}
