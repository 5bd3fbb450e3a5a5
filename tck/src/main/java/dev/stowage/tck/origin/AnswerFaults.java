package dev.stowage.tck.origin;

import java.time.Duration;
import java.util.Optional;

/**
 * Faults that give another answer than the content: a status, a redirect, a page, silence.
 *
 * @since 0.1
 */
public final class AnswerFaults {
    private static final String LOGIN_PAGE = "<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>"
            + "<form method=\"post\"><input name=\"password\" type=\"password\"></form></body></html>\n";

    private AnswerFaults() {}

    /**
     * Answers with a status and no body.
     *
     * @param code the status code
     * @return the fault
     */
    public static Fault status(int code) {
        return Fault.answering(Reply.status(code));
    }

    /**
     * Answers with a status and a body.
     *
     * @param code the status code
     * @param contentType the type of the body
     * @param body the body
     * @return the fault
     */
    public static Fault status(int code, String contentType, String body) {
        return Fault.answering(Reply.of(code, Content.of(body)).withHeader("Content-Type", contentType));
    }

    /**
     * Asks to wait.
     *
     * @param code the status code, usually 429 or 503
     * @param retryAfter the value of {@code Retry-After}: seconds, a date, or nonsense
     * @return the fault
     */
    public static Fault retryAfter(int code, String retryAfter) {
        return Fault.answering(Reply.status(code).withHeader("Retry-After", retryAfter));
    }

    /**
     * Redirects.
     *
     * @param code the status code, usually 301, 302, 303, 307 or 308
     * @param location the value of {@code Location}: absolute, relative, or nonsense
     * @return the fault
     */
    public static Fault redirect(int code, String location) {
        return Fault.answering(Reply.status(code).withHeader("Location", location));
    }

    /**
     * Refuses requests that carry {@code Authorization} with 400, as signed storage addresses do.
     *
     * @return the fault; other requests are answered properly
     */
    public static Fault refusingAuthorization() {
        return status(400, "application/xml", "<Error><Code>InvalidArgument</Code></Error>")
                .onlyIf(request -> request.hasHeader("Authorization"));
    }

    /**
     * Refuses requests without the right {@code Authorization} with 401.
     *
     * @param authorization the whole value that is let in, such as {@code Bearer abc}
     * @return the fault; requests with it are answered properly
     */
    public static Fault requiringAuthorization(String authorization) {
        Reply refusal = Reply.status(401).withHeader("WWW-Authenticate", "Bearer realm=\"scripted\"");
        return Fault.answering(refusal)
                .onlyIf(request -> !request.header("Authorization").equals(Optional.of(authorization)));
    }

    /**
     * Answers 200 with a login page in HTML instead of the content.
     *
     * @return the fault
     */
    public static Fault loginPage() {
        return status(200, "text/html; charset=utf-8", LOGIN_PAGE);
    }

    /**
     * Sends bytes that are no HTTP, then ends the connection.
     *
     * @param garbage the bytes
     * @return the fault
     */
    public static Fault garbage(Content garbage) {
        return Fault.answering(Reply.raw(Step.bytes(garbage), Step.close()));
    }

    /**
     * Reads the request and never answers.
     *
     * @return the fault
     */
    public static Fault silence() {
        return Fault.answering(Reply.raw(Step.stall()));
    }

    /**
     * Ends the connection (FIN) instead of an answer.
     *
     * @return the fault
     */
    public static Fault hangUp() {
        return Fault.answering(Reply.raw(Step.close()));
    }

    /**
     * Resets the connection (RST) instead of an answer.
     *
     * @return the fault
     */
    public static Fault reset() {
        return Fault.answering(Reply.raw(Step.reset()));
    }

    /**
     * Waits before the proper answer.
     *
     * @param time how long
     * @return the fault
     */
    public static Fault delayed(Duration time) {
        return Fault.changing(reply -> reply.precededBy(Step.pause(time)));
    }

    /**
     * Holds back the proper answer until a test opens a gate.
     *
     * @param gate the gate
     * @return the fault
     */
    public static Fault held(Gate gate) {
        return Fault.changing(reply -> reply.precededBy(Step.await(gate)));
    }
}
