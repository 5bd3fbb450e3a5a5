package dev.stowage.http;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.Call;
import dev.stowage.spi.TransferListener;
import dev.stowage.spi.TransferRequest;

/** What one run of a downloader was asked for, by whom, and who hears of it. */
record Job(TransferRequest request, TransferListener listener, Call call) {
    /** Whether the bytes will be compared with a hash that nobody can make up bytes for. */
    boolean proved() {
        return request.published().containsKey(HashAlgorithm.SHA256);
    }
}
