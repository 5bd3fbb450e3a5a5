package dev.stowage.app.http;

import dev.stowage.api.DownloadRequest;
import dev.stowage.api.Downloads;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Reference;
import dev.stowage.spi.StowageException;
import java.util.Set;
import java.util.stream.Collectors;

/** Submits what is asked for, and tells what that began (201) from what was there before and is taken up (200). */
final class Submissions {
    private static final int MOST = 500;

    private final Downloads downloads;

    Submissions(Downloads downloads) {
        this.downloads = downloads;
    }

    /** One at a time: of those who ask for the same at once only one has begun it. */
    synchronized Once.Answer answer(DownloadRequest request) throws StowageException {
        Set<DownloadId> before = sameReference(request.pasted());
        Download download = downloads.submit(request);
        return new Once.Answer(
                before.contains(download.id()) ? 200 : 201,
                "/downloads/" + download.id(),
                DownloadJson.of(download, downloads.progress(download.id())).toString());
    }

    private Set<DownloadId> sameReference(String pasted) throws StowageException {
        try {
            Reference reference = Reference.parse(pasted).reference();
            return downloads.list(DownloadQuery.ALL.from(reference).limit(MOST)).items().stream()
                    .map(Download::id)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException noReference) {
            return Set.of();
        }
    }
}
