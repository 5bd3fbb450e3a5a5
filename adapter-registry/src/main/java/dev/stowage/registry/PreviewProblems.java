package dev.stowage.registry;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.time.Duration;

/** Tells why a preview could not be fetched. Of its address only the host is named. */
final class PreviewProblems {
    private static final String NEVER = "The model itself is not affected.";

    private final String what;
    private final String later;

    private PreviewProblems(String what, String later) {
        this.what = what;
        this.later = later;
    }

    static PreviewProblems of(PreviewOrder order) {
        return new PreviewProblems(order.what(), order.later());
    }

    static PreviewProblems of(PreviewOrder order, String host) {
        return new PreviewProblems(order.what() + " from " + host, order.later());
    }

    StowageException noAddress() {
        return never(Codes.BAD_METADATA, "its address is none of the web");
    }

    StowageException status(int status) {
        String why = "the server answered " + status;
        return switch (status) {
            case 404, 410 -> never(Codes.NOT_FOUND, why);
            case 408, 425, 429 -> later(Codes.RATE_LIMITED, why);
            default -> status >= 500 ? later(Codes.SERVER_TROUBLE, why) : never(Codes.REFUSED, why);
        };
    }

    StowageException neitherPictureNorClip() {
        return never(Codes.CONTENT_NOT_AS_NAMED, "what came is neither a picture nor a clip of a known kind");
    }

    StowageException notAsDeclared() {
        return never(Codes.CONTENT_NOT_AS_NAMED, "what came is not what the server says it is");
    }

    StowageException tooLarge(long most) {
        return never(Codes.TOO_LARGE, "it is larger than " + (most >> 20) + " MiB");
    }

    StowageException lost(Throwable cause) {
        return new StowageException(
                later(Codes.CONNECTION_LOST, "the connection was lost").problem(), cause);
    }

    StowageException tooSlow(Duration patience) {
        return later(Codes.TOO_SLOW, "it was not there after " + patience.toSeconds() + " s");
    }

    private StowageException later(String code, String why) {
        return new StowageException(
                Problem.of(Problem.Kind.NETWORK, code, what, why, later).canRetry());
    }

    private StowageException never(String code, String why) {
        return new StowageException(Problem.of(Problem.Kind.NETWORK, code, what, why, NEVER));
    }
}
