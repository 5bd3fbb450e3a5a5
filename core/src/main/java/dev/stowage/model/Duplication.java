package dev.stowage.model;

/** What a person is told of a download whose file is there already. */
final class Duplication {
    static final String SKIPPED = "skipped: already registered";

    private Duplication() {}

    /** What to do although it is there. */
    static Problem question(Download download) {
        Duplicate there = download.duplicates().get(0);
        return Problem.of(
                        Problem.Kind.DECISION,
                        Codes.DUPLICATE,
                        "go on with " + named(download),
                        "it is already registered as " + as(there),
                        "Take what is there, or get a second file beside it.")
                .asking(Need.DUPLICATE);
    }

    /** That what is there was taken. */
    static Finding note(Download download, Duplicate taken) {
        String done = download.computed().isPresent() ? "no second file was made" : "nothing was downloaded";
        return Finding.note(
                Codes.SKIPPED, named(download) + " is already registered as " + as(taken) + ", so " + done + ".");
    }

    private static String as(Duplicate there) {
        String how = there.matchedBy() == Duplicate.MatchedBy.SOURCE ? "fetched from there before" : "the same bytes";
        return there.name() + " (" + there.path() + "), " + how;
    }

    private static String named(Download download) {
        return download.label() + " from " + download.reference().place();
    }
}
