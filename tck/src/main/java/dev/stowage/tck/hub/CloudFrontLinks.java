package dev.stowage.tck.hub;

import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Links as CloudFront has them: signed until a second that they name, and of no use beside other credentials. */
final class CloudFrontLinks implements SignedLinks {
    private static final String SIGNATURE = "&Signature=";
    private static final String KEY = "&Key-Pair-Id=KPRACTICE";

    private final Seal seal = new Seal("practice cloudfront");
    private final Clock clock;
    private final Duration lifetime;

    CloudFrontLinks(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    public String link(String path, String fileName) {
        String disposition = "inline; filename*=UTF-8''" + Query.encoded(fileName) + "; filename=\"" + fileName + "\";";
        String unsigned = path + "?X-Xet-Cas-Uid=public&response-content-disposition=" + Query.encoded(disposition)
                + "&Expires=" + clock.instant().plus(lifetime).getEpochSecond();
        return unsigned + SIGNATURE + seal.of(unsigned) + KEY;
    }

    @Override
    public Optional<Reply> refusal(RecordedRequest request) {
        if (request.hasHeader("Authorization")) {
            return Optional.of(SignedLinks.refused(400, "InvalidArgument", "Only one auth mechanism allowed"));
        }
        if (!signed(request.target()) || expired(Query.of(request.target()))) {
            return Optional.of(SignedLinks.refused(403, "AccessDenied", "Access denied"));
        }
        return Optional.empty();
    }

    private boolean signed(String target) {
        int at = target.indexOf(SIGNATURE);
        return at > 0
                && target.endsWith(KEY)
                && seal.fits(
                        target.substring(0, at),
                        target.substring(
                                at + SIGNATURE.length(),
                                Math.max(at + SIGNATURE.length(), target.length() - KEY.length())));
    }

    private boolean expired(Query query) {
        String expires = query.first("Expires").orElse("0");
        return clock.instant().getEpochSecond() >= Long.parseLong(expires);
    }
}
