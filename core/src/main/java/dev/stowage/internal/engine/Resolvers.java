package dev.stowage.internal.engine;

import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Codes;
import dev.stowage.model.FileKeys;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.SourceResolver.Match;
import dev.stowage.spi.StowageException;
import java.util.LinkedHashMap;
import java.util.List;
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
        return claimingIfAny(reference)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.USAGE,
                        Codes.NO_SOURCE,
                        "make anything of \"" + reference.place() + "\"",
                        "no source knows references of this form (known: " + String.join(", ", byId.keySet()) + ")",
                        "Give the full http or https address of the file or its page.")));
    }

    /** The same; empty when no source knows references of this form. */
    Optional<String> claimingIfAny(Reference reference) {
        Optional<String> best = Optional.empty();
        Match strongest = Match.NO;
        for (Map.Entry<String, SourceResolver> source : byId.entrySet()) {
            Match match = claim(source.getKey(), source.getValue(), reference);
            if (match.compareTo(strongest) > 0) {
                strongest = match;
                best = Optional.of(source.getKey());
            }
        }
        return best;
    }

    /** The files that a reference means, as far as its source can tell without asking. */
    Optional<FileKeys> files(Reference reference) {
        Optional<String> id = claimingIfAny(reference);
        Optional<SourceResolver> source = id.map(byId::get);
        try {
            return source.isPresent() ? source.get().files(reference) : Optional.empty();
        } catch (PluginDefectException e) {
            told(id.orElseThrow(), e);
            return Optional.empty();
        }
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

    private static List<Origin> tokenOrigins(String id, SourceResolver source) {
        try {
            return source.tokenOrigins();
        } catch (PluginDefectException e) {
            told(id, e);
            return List.of();
        }
    }

    private static void told(String id, PluginDefectException e) {
        System.getLogger("dev.stowage").log(System.Logger.Level.WARNING, "The source " + id + " is left out", e);
    }

    /** The ids of the sources whose tokens belong to this exact origin, in order. */
    List<String> owning(Origin origin) {
        return byId.entrySet().stream()
                .filter(source ->
                        tokenOrigins(source.getKey(), source.getValue()).contains(origin))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The ids of the sources that show tokens anywhere, in order. */
    List<String> showingTokens() {
        return byId.keySet().stream().filter(id -> !tokenOrigins(id).isEmpty()).toList();
    }

    /** Where tokens of this source are shown. */
    List<Origin> tokenOrigins(String id) {
        SourceResolver source = byId.get(id);
        return source == null ? List.of() : tokenOrigins(id, source);
    }
}
