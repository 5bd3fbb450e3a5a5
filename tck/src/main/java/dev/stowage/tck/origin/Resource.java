package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

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
    private static final Resource MISSING = answering(request -> Reply.status(404));

    private final Content content;
    private final Fields fields;
    private final Manners manners;

    /** @param guard answers in place of the resource what it does not want to be answered */
    private record Manners(boolean ranges, boolean heedsIfRange, Function<RecordedRequest, Optional<Reply>> guard) {}

    private Resource(Content content, Fields fields, Manners manners) {
        this.content = requireNonNull(content, "content");
        this.fields = fields;
        this.manners = manners;
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
        return new Resource(content, fields, new Manners(true, true, request -> Optional.empty()));
    }

    /**
     * Creates a resource for which a program answers. Changing its content or fields changes nothing that is sent.
     *
     * @param service what answers each request; called by several threads at once
     * @return a resource without bytes of its own
     */
    public static Resource answering(Function<RecordedRequest, Reply> service) {
        requireNonNull(service, "service");
        return new Resource(
                Content.empty(),
                Fields.NONE,
                new Manners(false, false, request -> Optional.of(service.apply(request))));
    }

    /**
     * Returns the resource of a path where nothing lies. Changing it changes nothing.
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
        return new Resource(other, fields, manners);
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
        return new Resource(content, fields.with(name, value), manners);
    }

    /**
     * Drops a field.
     *
     * @param name the name, in any case
     * @return the changed resource
     */
    public Resource withoutHeader(String name) {
        return new Resource(content, fields.minus(name), manners);
    }

    /**
     * Turns ranges off: every answer is the whole content with 200, and {@code Accept-Ranges} is not sent.
     *
     * @return the changed resource
     */
    public Resource withoutRanges() {
        return new Resource(content, fields, new Manners(false, manners.heedsIfRange, manners.guard));
    }

    /**
     * Answers 206 although {@code If-Range} names another version.
     *
     * @return the changed resource
     */
    public Resource ignoringIfRange() {
        return new Resource(content, fields, new Manners(manners.ranges, false, manners.guard));
    }

    /**
     * Puts a guard before the resource, in place of any set before.
     *
     * @param guard what it answers is sent instead; empty lets a request pass; called by several threads at once
     * @return the changed resource
     */
    public Resource guardedBy(Function<RecordedRequest, Optional<Reply>> guard) {
        requireNonNull(guard, "guard");
        return new Resource(content, fields, new Manners(manners.ranges, manners.heedsIfRange, guard));
    }

    /**
     * Answers a request properly.
     *
     * @param request the request
     * @return 200, 206, 416, 405, what the guard says, or 404 when nothing lies here
     */
    public Reply reply(RecordedRequest request) {
        return manners.guard.apply(request).orElseGet(() -> proper(request));
    }

    private Reply proper(RecordedRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.status(405).withHeader("Allow", "GET, HEAD");
        }
        return asked(request).map(this::partial).orElseGet(this::whole);
    }

    /** The range to answer with, empty for the whole content. */
    Optional<ByteRange> asked(RecordedRequest request) {
        if (!manners.ranges || !request.method().equals("GET") || !isCurrent(request)) {
            return Optional.empty();
        }
        return request.header("Range").flatMap(field -> ByteRange.parse(field, content.length()));
    }

    Reply whole() {
        Reply reply = describe(Reply.of(200, content));
        return manners.ranges ? reply.withHeader("Accept-Ranges", "bytes") : reply;
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
        if (!manners.heedsIfRange || condition.isEmpty()) {
            return true;
        }
        String validator = condition.get();
        if (validator.startsWith("\"")) {
            return fields.first("ETag").filter(validator::equals).isPresent();
        }
        return fields.first("Last-Modified").filter(validator::equals).isPresent();
    }
}
