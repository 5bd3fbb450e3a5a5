package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a reference means, following pointers to other references, and which of its files are wanted. */
final class Understanding {
    private static final int MOST_POINTERS = 5;

    private final Resolvers resolvers;

    Understanding(Resolvers resolvers) {
        this.resolvers = resolvers;
    }

    /** @param source the id of the source that told it */
    record Understood(String source, Resolution.Found found) {}

    Understood of(Reference pasted, Call call) throws StowageException {
        Reference reference = pasted;
        for (int pointers = 0; pointers <= MOST_POINTERS; pointers++) {
            String source = resolvers.claiming(reference);
            Resolution resolution = resolvers.source(source).resolve(reference, new SourceCall(call, source));
            if (resolution instanceof Resolution.Found found) {
                return new Understood(source, found);
            }
            reference = ((Resolution.Elsewhere) resolution).reference();
        }
        throw new StowageException(Problem.of(
                Problem.Kind.NETWORK,
                Codes.REDIRECT_LOOP,
                "find out what " + pasted.place() + " means",
                "it points from one reference to another without an end",
                "Paste the address of the file itself."));
    }

    /** The files that the answers name, else the only one, else those that are recommended; otherwise a person has to choose. */
    static List<RemoteFile> wanted(Resolution.Found found, Answers answers) throws StowageException {
        List<RemoteFile> files = found.files();
        if (!answers.files().isEmpty()) {
            return named(files, answers.files());
        }
        if (files.size() == 1) {
            return files;
        }
        List<RemoteFile> recommended =
                files.stream().filter(RemoteFile::recommended).toList();
        if (recommended.isEmpty()) {
            throw choose("it has " + files.size() + " files and none of them is the recommended one", files);
        }
        return recommended;
    }

    private static List<RemoteFile> named(List<RemoteFile> files, List<String> wanted) throws StowageException {
        Set<RemoteFile> named = new HashSet<>();
        for (String name : wanted) {
            named.addAll(called(name, files));
        }
        return files.stream().filter(named::contains).toList();
    }

    /** By its whole name or id; else by what only one id ends with, such as a path in a repository. */
    private static List<RemoteFile> called(String name, List<RemoteFile> files) throws StowageException {
        List<RemoteFile> exactly = files.stream()
                .filter(file -> file.name().equals(name) || file.key().id().equals(name))
                .toList();
        if (!exactly.isEmpty()) {
            return exactly;
        }
        List<RemoteFile> ending = files.stream()
                .filter(file -> file.key().id().endsWith("/" + name))
                .toList();
        if (ending.size() != 1) {
            throw choose((ending.isEmpty() ? "it has no file \"" : "it has several files \"") + name + "\"", files);
        }
        return ending;
    }

    private static StowageException choose(String why, List<RemoteFile> files) {
        String names = files.stream().map(RemoteFile::name).limit(20).collect(Collectors.joining(", "));
        return new StowageException(Problem.of(
                        Problem.Kind.DECISION,
                        Codes.CHOOSE_FILE,
                        "tell which file is meant",
                        why,
                        "Choose among: " + names + (files.size() > 20 ? ", …" : "") + ".")
                .asking(Need.CHOOSE_FILE));
    }
}
