package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an origin sends for one request: steps before the head, a head, and the steps of the body.
 *
 * <p>Immutable; every method returns a changed copy. Nothing is added or corrected when it is sent, so a reply is exactly
 * as wrong as it was written. Afterwards the connection stays open for the next request if the head says where the body
 * ends and neither side asked to close; otherwise it is closed. In answer to {@code HEAD} the body steps are left out.
 *
 * <pre>{@code
 * Reply.of(200, Content.of("hello"))                      // a whole answer
 *         .withHeader("ETag", "\"v1\"")
 *         .at(3, Step.reset());                           // and after three bytes of the body, RST
 * Reply.raw(Step.bytes("SSH-2.0-hello\r\n"), Step.close()); // no HTTP at all
 * }</pre>
 *
 * @since 0.1
 */
public final class Reply {
    private final List<Step> preface;
    private final Head head;
    private final List<Step> body;

    private Reply(List<Step> preface, Head head, List<Step> body) {
        this.preface = List.copyOf(preface);
        this.head = head;
        this.body = List.copyOf(body);
    }

    /**
     * Creates a reply without a body.
     *
     * @param code the status code
     * @return the status line and {@code Content-Length: 0}
     */
    public static Reply status(int code) {
        return of(code, Content.empty());
    }

    /**
     * Creates a reply with a body.
     *
     * @param code the status code
     * @param content the body
     * @return the status line, the right {@code Content-Length}, and the body
     */
    public static Reply of(int code, Content content) {
        Fields fields = Fields.NONE.plus("Content-Length", Long.toString(content.length()));
        return new Reply(List.of(), Head.of(code).withFields(fields), List.of(Step.bytes(content)));
    }

    /**
     * Creates a reply without a head.
     *
     * @param steps all that happens
     * @return a reply of exactly these steps
     */
    public static Reply raw(Step... steps) {
        return new Reply(List.of(steps), Head.NONE, List.of());
    }

    /**
     * Replaces the status line.
     *
     * @param line the line without its end, such as {@code HTTP/1.1 200 OK}
     * @return the changed reply
     */
    public Reply withStatusLine(String line) {
        return with(head.withStatusLine(line));
    }

    /**
     * Sets a field; lines of that name sent so far are dropped.
     *
     * @param name the name
     * @param value the value, sent as written: one byte a character, or UTF-8 if a character needs more than a byte
     * @return the changed reply
     */
    public Reply withHeader(String name, String value) {
        return with(head.withFields(head.fields().with(name, value)));
    }

    /**
     * Adds a field line, a second of the same name too.
     *
     * @param name the name
     * @param value the value, sent as in {@link #withHeader}
     * @return the changed reply
     */
    public Reply plusHeader(String name, String value) {
        return with(head.withFields(head.fields().plus(name, value)));
    }

    /**
     * Drops all lines of a field.
     *
     * @param name the name, in any case
     * @return the changed reply
     */
    public Reply withoutHeader(String name) {
        return with(head.withFields(head.fields().minus(name)));
    }

    /**
     * Adds raw bytes to the head, after its last field and before the empty line.
     *
     * @param bytes the bytes, with their line ends
     * @return the changed reply
     */
    public Reply plusHeadBytes(Content bytes) {
        return with(head.withExtra(requireNonNull(bytes, "bytes")));
    }

    /**
     * Puts steps before the head, such as interim answers or a {@link Step#pace} for the head.
     *
     * @param steps what happens first
     * @return the changed reply
     */
    public Reply precededBy(Step... steps) {
        List<Step> longer = new ArrayList<>(List.of(steps));
        longer.addAll(preface);
        return new Reply(longer, head, body);
    }

    /**
     * Replaces the body; the head stays as it is.
     *
     * @param steps the new body
     * @return the changed reply
     */
    public Reply withBody(Step... steps) {
        return new Reply(preface, head, List.of(steps));
    }

    /**
     * Appends steps to the body.
     *
     * @param steps what happens after the present body
     * @return the changed reply
     */
    public Reply then(Step... steps) {
        List<Step> longer = new ArrayList<>(body);
        longer.addAll(List.of(steps));
        return new Reply(preface, head, longer);
    }

    /**
     * Inserts steps in the middle of the body. After {@link Step#close}, {@link Step#cut}, {@link Step#reset} or
     * {@link Step#stall} the rest of the body is never sent.
     *
     * @param offset how many bytes of this reply's body go before; at or beyond its end, the steps are appended
     * @param steps what happens there
     * @return the changed reply
     */
    public Reply at(long offset, Step... steps) {
        List<Step> edited = new ArrayList<>();
        long left = offset;
        for (int i = 0; i < body.size(); i++) {
            Content content = body.get(i).content();
            if (left < content.length()) {
                edited.add(Step.bytes(content.slice(0, left)));
                edited.addAll(List.of(steps));
                edited.add(Step.bytes(content.slice(left, content.length() - left)));
                edited.addAll(body.subList(i + 1, body.size()));
                return new Reply(preface, head, edited);
            }
            edited.add(body.get(i));
            left -= content.length();
        }
        return then(steps);
    }

    /** All bytes of the body, without the other things its steps do. */
    Content content() {
        return body.stream().map(Step::content).reduce(Content::then).orElseGet(Content::empty);
    }

    boolean keepsConnection() {
        return head.delimitsBody();
    }

    void play(Wire wire, boolean headOnly) throws IOException {
        List<Step> steps = new ArrayList<>(preface);
        steps.add(Step.bytes(head.encoded()));
        if (!headOnly) {
            steps.addAll(body);
        }
        for (Step step : steps) {
            if (!wire.isOpen()) {
                return;
            }
            step.play(wire);
        }
    }

    private Reply with(Head other) {
        return new Reply(preface, other, body);
    }
}
