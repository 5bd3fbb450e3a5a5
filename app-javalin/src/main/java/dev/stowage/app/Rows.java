package dev.stowage.app;

import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.util.List;
import java.util.Map;

/** Where a list goes, a page at a time. */
interface Rows {
    /** More of the list; never empty. */
    void add(List<Download> page);

    /**
     * The list is whole.
     *
     * @param counts how many there are of each status, whether they were listed or not
     */
    void end(Map<Status, Long> counts);
}
