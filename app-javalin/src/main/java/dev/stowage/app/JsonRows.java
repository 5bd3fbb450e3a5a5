package dev.stowage.app;

import dev.stowage.app.json.CountsJson;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.app.listing.Live;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.util.List;
import java.util.Map;

/** One object, written as it comes in, so that a long list needs no memory. */
final class JsonRows implements Rows {
    private final Paper paper;
    private final Live live;
    private boolean begun;

    /** @param live how transfers go */
    JsonRows(Paper paper, Live live) {
        this.paper = paper;
        this.live = live;
    }

    @Override
    public void add(List<Download> page) {
        for (Download download : page) {
            paper.raw((begun ? "," : "{\"downloads\":[") + DownloadJson.of(download, live.of(download)));
            begun = true;
        }
    }

    @Override
    public void end(Map<Status, Long> counts) {
        paper.raw((begun ? "" : "{\"downloads\":[") + "],\"counts\":" + CountsJson.of(counts) + "}\n");
    }
}
