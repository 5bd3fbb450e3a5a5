package dev.stowage.registry;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.time.Duration;

/** Tells why a preview could not be fetched. Of its address only the host is named. */
final class PreviewProblems {
    private static final String LATER = "It is tried again by itself.";
    private static final String NEVER = "The model itself is not affected.";

    private final String what;

    private PreviewProblems(String what) {
        this.what = what;
    }

    static PreviewProblems of(WantedPreview wanted) {
        return new PreviewProblems(
                "fetch preview " + wanted.n() + " of asset " + wanted.asset().shortForm());
    }

    static PreviewProblems of(WantedPreview wanted, String host) {
        return new PreviewProblems(of(wanted).what + " from " + host);
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
                Problem.of(Problem.Kind.NETWORK, code, what, why, LATER).canRetry());
    }

    private StowageException never(String code, String why) {
        return new StowageException(Problem.of(Problem.Kind.NETWORK, code, what, why, NEVER));
    }
}
