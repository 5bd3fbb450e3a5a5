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
import java.util.List;
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

    /** The files that the answers name, else the only one, else the recommended one; otherwise a person has to choose. */
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
        if (recommended.size() == 1) {
            return recommended;
        }
        throw choose("it has " + files.size() + " files and none of them is the recommended one", files);
    }

    private static List<RemoteFile> named(List<RemoteFile> files, List<String> wanted) throws StowageException {
        for (String name : wanted) {
            if (files.stream().noneMatch(file -> isCalled(file, name))) {
                throw choose("it has no file \"" + name + "\"", files);
            }
        }
        return files.stream()
                .filter(file -> wanted.stream().anyMatch(name -> isCalled(file, name)))
                .toList();
    }

    private static boolean isCalled(RemoteFile file, String name) {
        return file.name().equals(name) || file.key().id().equals(name);
    }

    private static StowageException choose(String why, List<RemoteFile> files) {
        String names = files.stream().map(RemoteFile::name).limit(20).collect(Collectors.joining(", "));
        return new StowageException(Problem.of(
                        Problem.Kind.DECISION,
                        "choose_file",
                        "tell which file is meant",
                        why,
                        "Choose with --file NAME among: " + names + (files.size() > 20 ? ", …" : "") + ".")
                .asking(Need.CHOOSE_FILE));
    }
}
