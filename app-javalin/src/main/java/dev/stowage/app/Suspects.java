package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.api.Library;
import dev.stowage.model.Asset;
import dev.stowage.model.AssetQuery;
import dev.stowage.model.Codes;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the files that a person wants to have read again, among the assets and what downloads have placed. */
final class Suspects {
    private static final Pattern DIGEST = Pattern.compile("(?i)(sha256:)?[0-9a-f]{8,64}");
    private static final int PAGE = 500;

    private final Downloads downloads;
    private final Library library;

    Suspects(Opened opened) {
        downloads = opened.downloads();
        library = opened.library();
    }

    /** Every file that is registered or was placed. */
    Set<Path> all() throws StowageException {
        return files(AssetQuery.ALL, asset -> true, download -> true);
    }

    /**
     * The files that a text means: a path, a SHA-256 or its beginning, the name of an asset, or a download that is completed.
     *
     * @throws StowageException when there is none
     */
    Set<Path> of(String text) throws StowageException {
        if (text.contains("/") && !text.contains("://")) {
            return Set.of(path(text));
        }
        if (DIGEST.matcher(text).matches()) {
            String hex = text.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "");
            Set<Path> found = files(AssetQuery.ALL.beginning(hex), asset -> true, download -> is(download, hex));
            if (!found.isEmpty()) {
                return found;
            }
        }
        Set<Path> named = files(
                AssetQuery.ALL.containing(text),
                asset -> asset.card().name().equals(text)
                        || fileName(asset.path()).equals(text),
                download -> download.filePath()
                        .filter(path -> fileName(path).equals(text))
                        .isPresent());
        return named.isEmpty() ? Set.of(placed(new Lookup(downloads).one(text))) : named;
    }

    /** What downloads have placed at a path, newest first. */
    List<Sha256> placed(Path path) throws StowageException {
        List<Sha256> placed = new ArrayList<>();
        DownloadQuery there = DownloadQuery.ALL.in(Set.of(Status.COMPLETED)).containing(fileName(path));
        Pages.of(downloads, there, page -> {
            page.stream()
                    .filter(download -> download.filePath().filter(path::equals).isPresent())
                    .forEach(download -> download.assetId().ifPresent(placed::add));
            return true;
        });
        return placed;
    }

    /** Every asset, newest first. */
    List<Sha256> registered() throws StowageException {
        List<Sha256> ids = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            AssetQuery next = AssetQuery.ALL.limit(PAGE);
            Page<Asset> page = library.search(cursor.get().isEmpty() ? next : next.after(cursor.get()));
            page.items().stream().map(Asset::id).forEach(ids::add);
            cursor = page.nextCursor();
        }
        return ids;
    }

    private Set<Path> files(AssetQuery query, Predicate<Asset> asset, Predicate<Download> download)
            throws StowageException {
        Set<Path> files = new LinkedHashSet<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            AssetQuery next = query.limit(PAGE);
            Page<Asset> page = library.search(cursor.get().isEmpty() ? next : next.after(cursor.get()));
            page.items().stream().filter(asset).map(Asset::path).forEach(files::add);
            cursor = page.nextCursor();
        }
        Pages.of(downloads, DownloadQuery.ALL.in(Set.of(Status.COMPLETED)), page -> {
            page.stream().filter(download).forEach(one -> one.filePath().ifPresent(files::add));
            return true;
        });
        return files;
    }

    private static boolean is(Download download, String hex) {
        return download.assetId().filter(id -> id.hex().startsWith(hex)).isPresent();
    }

    private static Path placed(Download download) throws StowageException {
        return download.filePath()
                .filter(path -> download.status() == Status.COMPLETED)
                .orElseThrow(() -> new StowageException(Problem.of(
                        Problem.Kind.CONFLICT,
                        Codes.ILLEGAL_STATE,
                        "verify download " + download.id(),
                        "it is " + download.status().wire(),
                        "It is verified before it is completed.")));
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path path(String text) throws StowageException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StowageException(
                    Problem.of(
                            Problem.Kind.USAGE,
                            Codes.BAD_REFERENCE,
                            "verify that file",
                            "it is no path",
                            "Correct it."),
                    e);
        }
    }
}
