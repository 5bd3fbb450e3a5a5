package dev.stowage.app.listing;

import dev.stowage.api.Preview.Candidate;
import dev.stowage.app.progress.Screen;
import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Text;
import dev.stowage.model.Duplicate;
import dev.stowage.model.Finding;
import dev.stowage.model.HashAlgorithm;
import dev.stowage.model.RemoteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a reference: a line for each, and below it where it would go and what is there already. */
final class FileTable {
    private static final int NAME = 48;
    private static final int KIND = 24;
    private static final int SIZE = 10;
    private static final int DIGEST = 12;
    private static final String GAP = "  ";

    private final Screen screen;
    private final int name;
    private final int kind;

    private FileTable(List<Candidate> files, Screen screen) {
        this.screen = screen;
        name = widest(files, FileTable::name, NAME);
        kind = widest(files, candidate -> kind(candidate.file()), KIND);
    }

    /** The lines; a star stands before what would be taken. */
    static List<String> lines(List<Candidate> files, Screen screen) {
        FileTable table = new FileTable(files, screen);
        List<String> lines = new ArrayList<>();
        lines.add(table.line(" ", "FILE", "SIZE", "KIND", "SHA-256", "ID"));
        for (Candidate candidate : files) {
            lines.add(table.row(candidate));
            below(candidate).forEach(text -> lines.add("      " + Text.safe(text)));
        }
        return lines;
    }

    private String row(Candidate candidate) {
        RemoteFile file = candidate.file();
        String size = file.sizeBytes().isPresent() ? Bytes.text(file.sizeBytes().getAsLong()) : "";
        String digest =
                Optional.ofNullable(file.published().get(HashAlgorithm.SHA256)).orElse("");
        return line(
                candidate.chosen() ? "*" : " ",
                name(candidate),
                size,
                kind(file),
                digest.substring(0, Math.min(DIGEST, digest.length())),
                Text.safe(file.key().id()));
    }

    private String line(String mark, String file, String size, String about, String digest, String id) {
        String whole = String.join(
                GAP,
                GAP + mark + " " + shown(file, name),
                " ".repeat(Math.max(0, SIZE - size.length())) + size,
                shown(about, kind),
                Text.fit(digest, DIGEST),
                id);
        return (screen.terminal() ? Text.cut(whole, screen.columns() - 1) : whole).stripTrailing();
    }

    private String shown(String text, int width) {
        return screen.terminal() || Text.columns(text) < width ? Text.fit(text, width) : text;
    }

    private static Stream<String> below(Candidate candidate) {
        Stream<String> place = Stream.of("goes to " + candidate.placement().path() + " (rule "
                + candidate.placement().rule() + ")");
        Stream<String> doubts = candidate.placement().doubts().stream().map(Finding::sentence);
        Stream<String> duplicates = candidate.duplicates().stream().map(FileTable::registered);
        return Stream.of(place, doubts, duplicates).flatMap(Function.identity());
    }

    private static String registered(Duplicate duplicate) {
        return "already registered as " + duplicate.name() + " at " + duplicate.path();
    }

    private static String name(Candidate candidate) {
        String told = candidate.file().name();
        return Text.safe(
                told.isEmpty() ? candidate.placement().target().fileName().toString() : told);
    }

    /** The container, the numbers in it, and what it is for where that is something else than the model. */
    private static String kind(RemoteFile file) {
        return Stream.of(file.format(), file.precision(), file.type().map(Object::toString))
                .flatMap(Optional::stream)
                .map(Text::safe)
                .collect(Collectors.joining(" "));
    }

    private static int widest(List<Candidate> files, Function<Candidate, String> cell, int most) {
        int widest = files.stream().map(cell).mapToInt(Text::columns).max().orElse(0);
        return Math.max(4, Math.min(most, widest));
    }
}
