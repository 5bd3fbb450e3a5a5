package dev.stowage.internal.engine;

import dev.stowage.model.Answers;
import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.stream.Collectors;

/** A name, a digest and a place belong to one file: of several together nothing like that can be said. */
final class SeveralFiles {
    private static final int MOST_NAMES = 5;

    private SeveralFiles() {}

    /** @throws StowageException when these answers are about one file, and more are wanted */
    static void check(List<RemoteFile> wanted, Answers answers) throws StowageException {
        if (wanted.size() > 1 && aboutOne(answers)) {
            String names =
                    wanted.stream().map(RemoteFile::name).limit(MOST_NAMES).collect(Collectors.joining(", "));
            throw refusal(wanted.size(), " (" + names + (wanted.size() > MOST_NAMES ? ", ..." : "") + ")");
        }
    }

    /** The same before anything is known but how many are asked for. */
    static void check(int files, Answers answers) throws StowageException {
        if (files > 1 && aboutOne(answers)) {
            throw refusal(files, "");
        }
    }

    /** What is answered of all files, those included that are not wanted. */
    static Answers ofAny(Answers answers) {
        Answers.Builder any =
                Answers.builder().onDuplicate(answers.onDuplicate()).review(answers.review());
        answers.type().ifPresent(any::type);
        answers.baseModel().ifPresent(any::baseModel);
        return any.build();
    }

    private static boolean aboutOne(Answers answers) {
        return answers.name().isPresent()
                || answers.sha256().isPresent()
                || answers.target().isPresent();
    }

    private static StowageException refusal(int count, String names) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.SEVERAL_FILES,
                "use one name, digest or place for several files",
                count + " files are meant" + names,
                "Leave it out, or ask for one of them alone."));
    }
}
