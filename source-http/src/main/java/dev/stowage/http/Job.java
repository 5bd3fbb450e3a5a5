package dev.stowage.http;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.TransferRequest;

/**
 * What one run of a downloader was asked for, by whom, and who hears of it.
 *
 * @param request the file and its places
 * @param progress who hears of it
 * @param call whether it is still wanted
 */
record Job(TransferRequest request, Progress progress, Call call) {
    /** Whether the bytes will be compared with a hash that nobody can make up bytes for. */
    boolean proved() {
        return request.published().containsKey(HashAlgorithm.SHA256);
    }

    /** Returns while it is wanted. */
    void check() throws CancelledException {
        call.check();
    }
}
