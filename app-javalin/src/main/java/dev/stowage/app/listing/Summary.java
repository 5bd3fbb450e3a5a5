package dev.stowage.app.listing;

import dev.stowage.app.text.Bytes;
import dev.stowage.app.text.Text;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.FileKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What became of a few downloads, a line for each: the columns are as wide as it takes. */
public final class Summary {
    private static final String GAP = "  ";

    private Summary() {}

    /** The lines, with what the columns are before them. */
    public static List<String> lines(List<Download> downloads) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SOURCE", "STATUS", "TYPE", "SIZE", "VERIFIED", "NAME", "WHERE"));
        downloads.forEach(download -> rows.add(row(download)));
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> Text.columns(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Download download) {
        return List.of(
                download.file().map(FileKey::source).orElse("-"),
                Words.status(download.status()),
                download.draft().map(Draft::type).map(Object::toString).orElse("-"),
                download.totalBytes().isPresent()
                        ? Bytes.text(download.totalBytes().getAsLong())
                        : "-",
                download.isReused() ? "was there" : download.verdict().wire(),
                Text.safe(download.draft().map(Draft::name).orElseGet(download::label)),
                download.filePath().map(Path::toString).map(Text::safe).orElse("-"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(column == 0 ? "" : GAP).append(Text.fit(row.get(column), widths[column]));
        }
        return line.toString().stripTrailing();
    }
}
