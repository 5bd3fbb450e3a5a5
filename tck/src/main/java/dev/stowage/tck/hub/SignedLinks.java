package dev.stowage.tck.hub;

import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import java.util.Optional;

/** A kind of links that open a file for some time, and whom the storage behind them turns away. */
interface SignedLinks {
    /**
     * Makes a link.
     *
     * @param path where the file lies, encoded
     * @param fileName what a browser should call it
     * @return path and query
     */
    String link(String path, String fileName);

    /** Why a request does not get the file; empty when it does. */
    Optional<Reply> refusal(RecordedRequest request);

    /** The answer of a storage that gives a reason to programs. */
    static Reply refused(int status, String code, String message) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>\n";
        return Reply.of(status, Content.of(xml)).withHeader("Content-Type", "application/xml");
    }
}
