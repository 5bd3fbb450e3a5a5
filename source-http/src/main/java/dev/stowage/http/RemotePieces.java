package dev.stowage.http;

import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.RemoteBytes;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** A file where it lies. The first piece comes at once, as with a download, and is kept; each further one is a request. */
final class RemotePieces implements RemoteBytes {
    /** As much as a header may have that is worth fetching for a look. */
    private static final int MOST = 8 << 20;

    private static final int FIRST = (int) SegmentPlan.Sizes.USUAL.first();

    private final Source source;
    private final Clock clock;
    private final Call call;
    private byte[] first = {};
    private OptionalLong total = OptionalLong.empty();
    private Optional<String> suggestedName = Optional.empty();
    private int fetched;

    private RemotePieces(Source source, Clock clock, Call call) {
        this.source = source;
        this.clock = clock;
        this.call = call;
    }

    static RemotePieces open(Source source, Clock clock, Call call) throws StowageException {
        RemotePieces pieces = new RemotePieces(source, clock, call);
        pieces.first = pieces.fetch(0, FIRST);
        return pieces;
    }

    @Override
    public OptionalLong size() {
        return total;
    }

    @Override
    public Optional<String> suggestedName() {
        return suggestedName;
    }

    @Override
    public byte[] read(long offset, int length) throws StowageException {
        long end = Math.min(offset + length, total.orElse(Long.MAX_VALUE));
        if (end <= first.length) {
            return offset >= end ? new byte[0] : Arrays.copyOfRange(first, (int) offset, (int) end);
        }
        return fetched + length > MOST ? new byte[0] : fetch(offset, length);
    }

    private byte[] fetch(long offset, int length) throws StowageException {
        RangeAnswer.Asked asked = new RangeAnswer.Asked(offset, OptionalLong.of(offset + length - 1), true, false);
        while (true) {
            Optional<byte[]> piece = ask(asked, length);
            if (piece.isPresent()) {
                fetched += piece.get().length;
                return piece.get();
            }
        }
    }

    /** Empty when the address has lapsed, and there is a newer one. */
    private Optional<byte[]> ask(RangeAnswer.Asked asked, int length) throws StowageException {
        RangeAnswer.Known known = new RangeAnswer.Known(0, total, Validators.NONE);
        try (Answered answer = source.open(asked, Validators.NONE, call);
                Subscription closing = call.onCancel(answer::close)) {
            RangeAnswer meaning = RangeAnswer.of(asked, known, answer.status(), answer.headers());
            if (meaning instanceof RangeAnswer.Expired && source.renew(answer.where())) {
                return Optional.empty();
            }
            return Optional.of(piece(asked, meaning, answer, length));
        }
    }

    private byte[] piece(RangeAnswer.Asked asked, RangeAnswer meaning, Answered answer, int length)
            throws StowageException {
        if (meaning instanceof RangeAnswer.Part part) {
            total = OptionalLong.of(part.total());
            return body(answer, asked.first(), (int) (part.end() - part.first()));
        }
        if (meaning instanceof RangeAnswer.Whole whole && asked.first() == 0) {
            total = whole.length();
            return body(answer, 0, (int) Math.min(length, total.orElse(length)));
        }
        throw new StowageException(refused(meaning, answer));
    }

    private byte[] body(Answered answer, long offset, int length) throws StowageException {
        suggestedName = answer.suggestedName().or(() -> suggestedName);
        try {
            byte[] bytes = answer.body().readNBytes(length);
            if (bytes.length < length && total.isPresent()) {
                throw new StowageException(answer.telling().truncated(offset + bytes.length, told()));
            }
            if (offset == 0) {
                answer.check(bytes, bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            call.check();
            throw new StowageException(answer.telling().broken(e, offset, told()), e);
        }
    }

    private String told() {
        return total.isPresent() ? Long.toString(total.getAsLong()) : "an unknown number of";
    }

    private Problem refused(RangeAnswer meaning, Answered answer) throws StowageException {
        Telling telling = answer.telling();
        if (meaning instanceof RangeAnswer.Empty) {
            return telling.empty();
        }
        if (meaning instanceof RangeAnswer.Encoded) {
            return telling.encoded();
        }
        if (meaning instanceof RangeAnswer.Changed) {
            return telling.changed();
        }
        if (answer.status() == 200) {
            return telling.noRanges();
        }
        if (meaning instanceof RangeAnswer.Lie) {
            return telling.rangeLie();
        }
        return telling.reworded(source.meaning(answer).orElseGet(() -> answer.refusal(clock.instant())));
    }
}
