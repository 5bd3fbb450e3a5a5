package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What lies at a path and is served properly: {@code GET}, {@code HEAD}, single ranges, {@code If-Range}, {@code 416}.
 *
 * <p>Immutable; every {@code with} method returns a changed copy. By default: {@code application/octet-stream}, the
 * strong ETag {@code "v1"}, ranges on, no {@code Last-Modified}, no {@code Date}. Several ranges in one request and
 * ranges it cannot read are ignored, as a server may do; conditional fields other than {@code If-Range} are too.
 *
 * @since 0.1
 */
public final class Resource {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Resource MISSING = new Resource(Content.empty(), Fields.NONE, false, false);

    private final Content content;
    private final Fields fields;
    private final boolean ranges;
    private final boolean heedsIfRange;

    private Resource(Content content, Fields fields, boolean ranges, boolean heedsIfRange) {
        this.content = requireNonNull(content, "content");
        this.fields = fields;
        this.ranges = ranges;
        this.heedsIfRange = heedsIfRange;
    }

    /**
     * Creates a resource with the defaults.
     *
     * @param content its bytes
     * @return the resource
     */
    public static Resource of(Content content) {
        Fields fields =
                Fields.NONE.plus("Content-Type", "application/octet-stream").plus("ETag", "\"v1\"");
        return new Resource(content, fields, true, true);
    }

    /**
     * Returns the resource of a path where nothing lies. Changing it makes an empty resource of it.
     *
     * @return a resource that answers 404
     */
    public static Resource missing() {
        return MISSING;
    }

    /**
     * Writes a date as HTTP does.
     *
     * @param instant the moment; parts of a second are dropped
     * @return for example {@code Tue, 03 Jun 2008 11:05:30 GMT}
     */
    public static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /**
     * Returns the bytes.
     *
     * @return what is served
     */
    public Content content() {
        return content;
    }

    /**
     * Changes the bytes and nothing else, so an unchanged ETag becomes a lie.
     *
     * @param other the new bytes
     * @return the changed resource
     */
    public Resource withContent(Content other) {
        return new Resource(other, fields, ranges, heedsIfRange);
    }

    /**
     * Sets the entity tag.
     *
     * @param etag as it is sent: {@code "v1"} with its quotes, {@code W/"v1"} for a weak one, or any nonsense
     * @return the changed resource
     */
    public Resource withEtag(String etag) {
        return withHeader("ETag", etag);
    }

    /**
     * Drops the entity tag.
     *
     * @return the changed resource
     */
    public Resource withoutEtag() {
        return withoutHeader("ETag");
    }

    /**
     * Sets {@code Last-Modified}.
     *
     * @param instant the moment of the last change
     * @return the changed resource
     */
    public Resource withLastModified(Instant instant) {
        return withHeader("Last-Modified", httpDate(instant));
    }

    /**
     * Sets {@code Content-Type}.
     *
     * @param type the type as it is sent
     * @return the changed resource
     */
    public Resource withContentType(String type) {
        return withHeader("Content-Type", type);
    }

    /**
     * Sets {@code Content-Disposition}.
     *
     * @param disposition the value as it is sent: {@code attachment; filename="a.bin"} or any nonsense
     * @return the changed resource
     */
    public Resource withDisposition(String disposition) {
        return withHeader("Content-Disposition", disposition);
    }

    /**
     * Sets a field that every answer with content carries, 206 included.
     *
     * @param name the name
     * @param value the value, sent as in {@link Reply#withHeader}
     * @return the changed resource
     */
    public Resource withHeader(String name, String value) {
        return new Resource(content, fields.with(name, value), ranges, heedsIfRange);
    }

    /**
     * Drops a field.
     *
     * @param name the name, in any case
     * @return the changed resource
     */
    public Resource withoutHeader(String name) {
        return new Resource(content, fields.minus(name), ranges, heedsIfRange);
    }

    /**
     * Turns ranges off: every answer is the whole content with 200, and {@code Accept-Ranges} is not sent.
     *
     * @return the changed resource
     */
    public Resource withoutRanges() {
        return new Resource(content, fields, false, heedsIfRange);
    }

    /**
     * Answers 206 although {@code If-Range} names another version.
     *
     * @return the changed resource
     */
    public Resource ignoringIfRange() {
        return new Resource(content, fields, ranges, false);
    }

    /**
     * Answers a request properly.
     *
     * @param request the request
     * @return 200, 206, 416, 405, or 404 when nothing lies here
     */
    public Reply reply(RecordedRequest request) {
        if (this == MISSING) {
            return Reply.status(404);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.status(405).withHeader("Allow", "GET, HEAD");
        }
        return asked(request).map(this::partial).orElseGet(this::whole);
    }

    /** The range to answer with, empty for the whole content. */
    Optional<ByteRange> asked(RecordedRequest request) {
        if (!ranges || !request.method().equals("GET") || !isCurrent(request)) {
            return Optional.empty();
        }
        return request.header("Range").flatMap(field -> ByteRange.parse(field, content.length()));
    }

    Reply whole() {
        Reply reply = describe(Reply.of(200, content));
        return ranges ? reply.withHeader("Accept-Ranges", "bytes") : reply;
    }

    Reply partial(ByteRange range) {
        if (range.count() == 0) {
            return Reply.status(416).withHeader("Content-Range", "bytes */" + content.length());
        }
        return describe(Reply.of(206, content.slice(range.first(), range.count())))
                .withHeader("Content-Range", range.contentRange(content.length()));
    }

    private Reply describe(Reply reply) {
        Reply described = reply;
        for (Fields.Field line : fields.lines()) {
            described = described.withHeader(line.name(), line.value());
        }
        return described;
    }

    private boolean isCurrent(RecordedRequest request) {
        Optional<String> condition = request.header("If-Range");
        if (!heedsIfRange || condition.isEmpty()) {
            return true;
        }
        String validator = condition.get();
        if (validator.startsWith("\"")) {
            return fields.first("ETag").filter(validator::equals).isPresent();
        }
        return fields.first("Last-Modified").filter(validator::equals).isPresent();
    }
}
