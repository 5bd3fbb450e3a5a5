package dev.stowage.tck.hub;

import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;

/** Links as Cloudflare's R2 has them: signed for GET, for the seconds that they name, and of no use beside other credentials. */
final class R2Links implements SignedLinks {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNATURE = "&X-Amz-Signature=";

    private final Seal seal = new Seal("practice r2");
    private final Clock clock;
    private final Duration lifetime;

    R2Links(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    public String link(String path, String fileName) {
        String time = TIME.format(clock.instant());
        String unsigned = path
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Credential="
                + Query.encoded("practice/" + time.substring(0, 8) + "/auto/s3/aws4_request") + "&X-Amz-Date=" + time
                + "&X-Amz-Expires=" + lifetime.toSeconds()
                + "&X-Amz-SignedHeaders=host&response-content-disposition="
                + Query.encoded("attachment; filename=\"" + fileName + "\"") + "&x-id=GetObject";
        return unsigned + SIGNATURE + seal.of(unsigned);
    }

    @Override
    public Optional<Reply> refusal(RecordedRequest request) {
        if (request.hasHeader("Authorization")) {
            return Optional.of(SignedLinks.refused(400, "InvalidRequest", "Missing x-amz-content-sha256"));
        }
        if (!request.method().equals("GET") || !signed(request.target())) {
            return Optional.of(SignedLinks.refused(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided."));
        }
        return expired(Query.of(request.target()))
                ? Optional.of(SignedLinks.refused(403, "ExpiredRequest", "Request has expired"))
                : Optional.empty();
    }

    private boolean signed(String target) {
        int at = target.indexOf(SIGNATURE);
        return at > 0 && seal.fits(target.substring(0, at), target.substring(at + SIGNATURE.length()));
    }

    private boolean expired(Query query) {
        OptionalInt seconds = query.number("X-Amz-Expires");
        try {
            Instant made = TIME.parse(query.first("X-Amz-Date").orElse(""), Instant::from);
            return !clock.instant().isBefore(made.plusSeconds(seconds.orElse(0)));
        } catch (DateTimeException unreadable) {
            return true;
        }
    }
}
