package dev.stowage.app.listing;

import dev.stowage.model.Download;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Ids without what it does not take to tell them apart. An id begins with its time, so that few letters do for most. */
final class ShortIds {
    private static final int SHORTEST = 10;

    private final int length;

    private ShortIds(int length) {
        this.length = length;
    }

    /** For downloads that are shown together: so many letters that none of them is taken for another. */
    static ShortIds among(Collection<Download> downloads) {
        int length = SHORTEST;
        while (ambiguous(downloads, length)) {
            length++;
        }
        return new ShortIds(length);
    }

    /** The beginning of an id that is enough. */
    String of(Download download) {
        return cut(download, length);
    }

    private static boolean ambiguous(Collection<Download> downloads, int length) {
        Set<String> seen = new HashSet<>();
        boolean cut = downloads.stream().anyMatch(one -> one.id().text().length() > length);
        return cut && !downloads.stream().allMatch(one -> seen.add(cut(one, length)));
    }

    private static String cut(Download download, int length) {
        String id = download.id().text();
        return id.length() <= length ? id : id.substring(0, length);
    }
}
