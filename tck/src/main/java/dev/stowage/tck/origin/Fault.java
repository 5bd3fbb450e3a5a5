package dev.stowage.tck.origin;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A way to answer a request other than properly.
 *
 * <p>{@link AnswerFaults}, {@link HeadFaults}, {@link FramingFaults}, {@link BodyFaults} and {@link RangeFaults} name the
 * common ones; any lambda is one too. A fault is called by the threads of several connections at once and must be
 * thread-safe; what it throws is answered with 500 and thrown again by {@link ScriptedOrigin#close()}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Fault {
    /**
     * Answers a request.
     *
     * @param request the request
     * @param resource what lies at its path, {@link Resource#missing()} if nothing does
     * @return what to send
     */
    Reply reply(RecordedRequest request, Resource resource);

    /**
     * Whether this answer can show the fault. One that is queued waits for the first request that it concerns: what happens after so many
     * bytes of a body cannot happen in a shorter one.
     *
     * @param request the request
     * @param resource what lies at its path
     * @return true unless the fault needs more of an answer than this one has
     */
    default boolean concerns(RecordedRequest request, Resource resource) {
        return true;
    }

    /**
     * The fault that is none, to let a request pass in a queue of faults.
     *
     * @return the proper answer
     */
    static Fault none() {
        return (request, resource) -> resource.reply(request);
    }

    /**
     * Always answers the same.
     *
     * @param reply the answer
     * @return that fault
     */
    static Fault answering(Reply reply) {
        requireNonNull(reply, "reply");
        return (request, resource) -> reply;
    }

    /**
     * Changes the proper answer.
     *
     * @param change what to do with it
     * @return that fault
     */
    static Fault changing(UnaryOperator<Reply> change) {
        return none().then(change);
    }

    /**
     * Properly serves something else: another version, other bytes, other fields.
     *
     * @param change makes the other resource of the one at the path
     * @return that fault
     */
    static Fault serving(UnaryOperator<Resource> change) {
        requireNonNull(change, "change");
        return (request, resource) -> change.apply(resource).reply(request);
    }

    /**
     * Adds a second fault that works on the answer of this one.
     *
     * @param change what to do with the answer
     * @return both faults
     */
    default Fault then(UnaryOperator<Reply> change) {
        requireNonNull(change, "change");
        return (request, resource) -> change.apply(reply(request, resource));
    }

    /**
     * Limits this fault to some requests; the others are answered properly.
     *
     * @param condition which requests
     * @return the limited fault
     */
    default Fault onlyIf(Predicate<RecordedRequest> condition) {
        requireNonNull(condition, "condition");
        return (request, resource) -> condition.test(request) ? reply(request, resource) : resource.reply(request);
    }
}
