package dev.stowage.app;

import dev.stowage.api.Downloads;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The other files of a reference, in their order. They are there once the first one knows that it has a group. */
final class Companions {
    /** What follows the first one's id is their number. */
    private static final Comparator<Download> ORDER = Comparator.<Download>comparingInt(
                    one -> one.id().text().length())
            .thenComparing(one -> one.id().text());

    private final Downloads downloads;
    private List<Download> found = List.of();
    private boolean looking;

    /** @param wanted whether they are asked for too */
    Companions(Downloads downloads, boolean wanted) {
        this.downloads = downloads;
        looking = wanted;
    }

    /** Those that are new with this, which is once: as soon as a member of the group is as it is now. */
    List<Download> with(Download now) throws StowageException {
        Optional<DownloadId> group = now.group();
        if (!looking || group.isEmpty()) {
            return List.of();
        }
        looking = false;
        List<Download> members = new ArrayList<>();
        Pages.of(downloads, DownloadQuery.ALL.inGroup(group.get()), page -> {
            members.addAll(page);
            return true;
        });
        found = members.stream()
                .filter(one -> !one.id().equals(now.id()))
                .sorted(ORDER)
                .toList();
        return found;
    }

    List<Download> found() {
        return found;
    }
}
