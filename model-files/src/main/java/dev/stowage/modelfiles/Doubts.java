package dev.stowage.modelfiles;

import dev.stowage.model.Codes;
import dev.stowage.model.Finding;
import java.util.ArrayList;
import java.util.List;

/** The sentences a person reads about a file that is not what it should be. */
final class Doubts {
    private static final String DANGER = ", which can run any program on the computer that loads it.";

    private Doubts() {}

    /** What the first bytes and the name alone say. */
    static List<Finding> of(NameClaim name, Container found) {
        List<Finding> doubts = new ArrayList<>();
        if (!name.allows(found)) {
            doubts.add(Finding.doubt(
                    Codes.CONTENT_NOT_AS_NAMED, "Named " + name.shown() + ", but contains " + found.noun() + "."));
        }
        switch (found) {
            case PICKLE -> doubts.add(pickle(name, "is"));
            case EXECUTABLE, SCRIPT ->
                doubts.add(unsafe(name.shown() + " is " + found.noun()
                        + ", which can do anything on the computer that starts it."));
            case ZIP, ARCHIVE, TEXT, UNRECOGNISED -> {
                if (name.isPickles()) {
                    doubts.add(pickle(name, "may hold"));
                }
            }
            default -> {}
        }
        return doubts;
    }

    static Finding pickle(NameClaim name, String verb) {
        return unsafe(name.shown() + " " + verb + " a Python pickle" + DANGER);
    }

    static Finding broken(NameClaim name, Container container, BrokenException reason) {
        String kind = container.noun().replaceFirst("^an? ", "");
        return Finding.doubt(
                Codes.CONTAINER_BROKEN, name.shown() + " is a broken " + kind + ": " + reason.getMessage() + ".");
    }

    private static Finding unsafe(String sentence) {
        return Finding.doubt(Codes.UNSAFE_FORMAT, sentence);
    }
}
