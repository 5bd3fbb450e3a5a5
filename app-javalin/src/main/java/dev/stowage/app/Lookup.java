package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.app.text.Text;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the download that a person means: by id or the beginning of one, by reference, by file name or path. */
final class Lookup {
    private static final Pattern ID = Pattern.compile("[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4,26}");
    private static final int MOST_CANDIDATES = 8;

    private final Downloads downloads;

    Lookup(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * The one that is meant. Of several with the same reference or name it is the one that is not finished yet, if there is just one.
     *
     * @throws StowageException when there is none, or when it may be several; it names these
     */
    Download one(String text) throws StowageException {
        List<Download> candidates = candidates(text);
        if (candidates.isEmpty()) {
            throw new StowageException(unknown(text));
        }
        List<Download> unfinished = candidates.stream()
                .filter(download -> !Phase.FINISHED.contains(download.status()))
                .toList();
        List<Download> meant = candidates.size() > 1 && unfinished.size() == 1 ? unfinished : candidates;
        if (meant.size() > 1) {
            throw new StowageException(ambiguous(text, meant));
        }
        return meant.get(0);
    }

    private List<Download> candidates(String text) throws StowageException {
        Optional<Download> exact = exact(text);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        List<Download> found = ID.matcher(text).matches() ? beginning(text.toUpperCase(Locale.ROOT)) : List.of();
        if (found.isEmpty()) {
            found = referring(text);
        }
        return found.isEmpty() ? named(text) : found;
    }

    private Optional<Download> exact(String text) throws StowageException {
        try {
            return downloads.find(new DownloadId(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** Ids begin with their time, as the list is ordered: behind a page of smaller ones there are none that begin so. */
    private List<Download> beginning(String prefix) throws StowageException {
        List<Download> found = new ArrayList<>();
        Pages.of(downloads, DownloadQuery.ALL, page -> {
            page.stream()
                    .filter(download -> download.id().text().startsWith(prefix))
                    .forEach(found::add);
            return page.stream().anyMatch(download -> download.id().text().compareTo(prefix) >= 0);
        });
        return found;
    }

    private List<Download> referring(String text) throws StowageException {
        try {
            return all(DownloadQuery.ALL.from(Reference.parse(text).reference()), download -> true);
        } catch (IllegalArgumentException noReference) {
            return List.of();
        }
    }

    private List<Download> named(String text) throws StowageException {
        String name = text.substring(text.lastIndexOf('/') + 1);
        if (name.isBlank()) {
            return List.of();
        }
        return all(DownloadQuery.ALL.containing(name), download -> called(download, text));
    }

    private static boolean called(Download download, String text) {
        return download.label().equals(text)
                || download.draft().filter(card -> card.name().equals(text)).isPresent()
                || download.filePath()
                        .filter(path -> path.toString().equals(text))
                        .isPresent();
    }

    private List<Download> all(DownloadQuery query, Predicate<Download> meant) throws StowageException {
        List<Download> found = new ArrayList<>();
        Pages.of(downloads, query, page -> {
            page.stream().filter(meant).forEach(found::add);
            return true;
        });
        return found;
    }

    private static Problem unknown(String text) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                Codes.UNKNOWN_ID,
                "find \"" + shown(text) + "\"",
                "no download has that id, reference or file name",
                "To see those that there are, run: stowage ls --all");
    }

    private static Problem ambiguous(String text, List<Download> candidates) {
        String named = candidates.stream()
                .limit(MOST_CANDIDATES)
                .map(one -> one.id() + " (" + Text.safe(one.label()) + ", "
                        + one.status().wire() + ")")
                .collect(Collectors.joining(", "));
        int more = candidates.size() - MOST_CANDIDATES;
        return Problem.of(
                Problem.Kind.USAGE,
                Codes.AMBIGUOUS,
                "find \"" + shown(text) + "\"",
                candidates.size() + " downloads are meant by that",
                "Give the id of one: " + named + (more > 0 ? " and " + more + " more" : "") + ".");
    }

    /** What was typed may be a URL with a secret. */
    private static String shown(String text) {
        return Following.shown(text).map(Reference::text).orElse("...");
    }
}
