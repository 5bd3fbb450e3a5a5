package dev.stowage.tck.origin;

import java.nio.charset.StandardCharsets;

/**
 * The head of a reply.
 *
 * @param extra bytes between the last field and the empty line, for heads no list of fields can hold
 */
record Head(String statusLine, Fields fields, Content extra) {
    /** The head of a reply that has none: not a byte is sent. */
    static final Head NONE = new Head("", Fields.NONE, Content.empty());

    static Head of(int status) {
        return new Head("HTTP/1.1 " + status + " ", Fields.NONE, Content.empty());
    }

    Head withStatusLine(String line) {
        return new Head(line, requirePresent().fields, extra);
    }

    Head withFields(Fields others) {
        return new Head(requirePresent().statusLine, others, extra);
    }

    Head withExtra(Content bytes) {
        return new Head(requirePresent().statusLine, fields, extra.then(bytes));
    }

    /** Whether a client can tell where the reply ends without the connection ending. */
    boolean delimitsBody() {
        boolean bodiless = statusLine.startsWith("HTTP/1.1 204") || statusLine.startsWith("HTTP/1.1 304");
        boolean framed = bodiless || fields.has("Content-Length") || fields.says("Transfer-Encoding", "chunked");
        return framed && !fields.says("Connection", "close");
    }

    Content encoded() {
        if (equals(NONE)) {
            return Content.empty();
        }
        return Content.of((statusLine + "\r\n").getBytes(StandardCharsets.ISO_8859_1))
                .then(Content.of(fields.encoded()))
                .then(extra)
                .then(Content.of("\r\n"));
    }

    private Head requirePresent() {
        if (equals(NONE)) {
            throw new IllegalStateException("A raw reply has no head to change");
        }
        return this;
    }
}
