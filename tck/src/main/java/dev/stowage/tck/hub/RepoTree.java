package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The files of one revision of a repository, by their paths. Thread-safe. */
final class RepoTree {
    private final String label;
    private final Map<String, RepoFile> files = new ConcurrentSkipListMap<>();

    /** @param label tells this revision from all others */
    RepoTree(String label) {
        this.label = label;
    }

    void put(String path, Content content) {
        files.put(path, new RepoFile(path, content));
    }

    /** The id of the commit, another one when files are added: 40 digits. */
    String commit() {
        StringBuilder contents = new StringBuilder(label);
        files.values()
                .forEach(file ->
                        contents.append('\n').append(file.path()).append(' ').append(file.size()));
        return Digests.ofText("SHA-1", contents.toString());
    }

    List<RepoFile> files() {
        return List.copyOf(files.values());
    }

    Optional<RepoFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** An entry of a listing: a file, or a folder. */
    record Entry(String path, Optional<RepoFile> file) {}

    /** What lies in a folder, folders before what lies in them; empty when there is no such folder. */
    List<Entry> entries(String folder, boolean recursive) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, Entry> entries = new ConcurrentSkipListMap<>();
        for (RepoFile file : files.values()) {
            if (file.path().startsWith(prefix)) {
                add(file, prefix.length(), recursive, entries);
            }
        }
        return new ArrayList<>(entries.values());
    }

    private static void add(RepoFile file, int from, boolean recursive, Map<String, Entry> entries) {
        String path = file.path();
        int slash = path.indexOf('/', from);
        while (slash >= 0) {
            String folder = path.substring(0, slash);
            entries.put(folder, new Entry(folder, Optional.empty()));
            if (!recursive) {
                return;
            }
            slash = path.indexOf('/', slash + 1);
        }
        entries.put(path, new Entry(path, Optional.of(file)));
    }
}
