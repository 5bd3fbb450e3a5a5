package dev.stowage.app;

import dev.stowage.app.json.CountsJson;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object, written as it comes in, so that a long list needs no memory. */
final class JsonRows implements Rows {
    private final Paper paper;
    private boolean begun;

    JsonRows(Paper paper) {
        this.paper = paper;
    }

    @Override
    public void add(List<Download> page) {
        for (Download download : page) {
            paper.raw((begun ? "," : "{\"downloads\":[") + DownloadJson.of(download, Optional.empty()));
            begun = true;
        }
    }

    @Override
    public void end(Map<Status, Long> counts) {
        paper.raw((begun ? "" : "{\"downloads\":[") + "],\"counts\":" + CountsJson.of(counts) + "}\n");
    }
}
