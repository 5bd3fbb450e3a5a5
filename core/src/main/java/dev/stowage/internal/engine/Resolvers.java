package dev.stowage.internal.engine;

import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.SourceResolver.Match;
import dev.stowage.spi.StowageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sources by id, in configured order. */
public final class Resolvers {
    private final Map<String, SourceResolver> byId;

    public Resolvers(Map<String, SourceResolver> byId) {
        this.byId = new LinkedHashMap<>(byId);
    }

    /** The source of a stored file key. */
    SourceResolver source(String id) throws StowageException {
        SourceResolver source = byId.get(id);
        if (source == null) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.NO_SOURCE,
                    "ask the source " + id,
                    "no provider of that id is installed any more",
                    "Install it again, or cancel the download."));
        }
        return source;
    }

    /** The id of the source with the strongest claim on a reference; the first in order among equals. */
    String claiming(Reference reference) throws StowageException {
        String best = "";
        Match strongest = Match.NO;
        for (Map.Entry<String, SourceResolver> source : byId.entrySet()) {
            Match match = claim(source.getKey(), source.getValue(), reference);
            if (match.compareTo(strongest) > 0) {
                strongest = match;
                best = source.getKey();
            }
        }
        if (strongest == Match.NO) {
            throw new StowageException(Problem.of(
                    Problem.Kind.USAGE,
                    Codes.NO_SOURCE,
                    "make anything of \"" + reference.place() + "\"",
                    "no source knows references of this form (known: " + String.join(", ", byId.keySet()) + ")",
                    "Give the full http or https address of the file or its page."));
        }
        return best;
    }

    /** A source that fails at this claims nothing; the others still may. */
    private static Match claim(String id, SourceResolver source, Reference reference) {
        try {
            return source.match(reference);
        } catch (PluginDefectException e) {
            told(id, e);
            return Match.NO;
        }
    }

    private static boolean owns(String id, SourceResolver source, Origin origin) {
        try {
            return source.tokenOrigins().contains(origin);
        } catch (PluginDefectException e) {
            told(id, e);
            return false;
        }
    }

    private static void told(String id, PluginDefectException e) {
        System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, "The source " + id + " is left out", e);
    }

    /** The id of the source whose tokens belong to this exact origin. */
    Optional<String> owning(Origin origin) {
        return byId.entrySet().stream()
                .filter(source -> owns(source.getKey(), source.getValue(), origin))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
