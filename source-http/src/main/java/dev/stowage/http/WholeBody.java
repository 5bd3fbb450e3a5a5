package dev.stowage.http;

import dev.stowage.model.Codes;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.StowageException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a small answer whole and unpacks it, within limits that count what comes out, not what comes in. */
final class WholeBody {
    private static final int PIECE = 16 << 10;

    /** Nobody needs more of an error page to see what it says. */
    private static final long MOST_OF_AN_ERROR = 64 << 10;

    private static final long RATIO_COUNTS_FROM = 1 << 20;
    private static final long MOST_RATIO = 200;

    private final Answer answer;
    private final String host;
    private final long cap;
    private final boolean error;

    WholeBody(Answer answer, long cap) {
        this.answer = answer;
        this.host = Redaction.host(answer.from());
        this.error = answer.status() >= 400;
        this.cap = error ? Math.min(cap, MOST_OF_AN_ERROR) : cap;
    }

    /** The whole answer; ends the exchange either way. */
    HttpReply reply(Call call) throws StowageException {
        boolean whole = false;
        try {
            byte[] body = unpacked(call);
            whole = true;
            return new HttpReply(answer.status(), answer.headers(), Redaction.origin(answer.from()), body)
                    .tokenShown(answer.tokenShown());
        } catch (ZipException e) {
            throw new StowageException(encoded(), Wordless.of(e));
        } catch (IOException e) {
            call.check();
            throw new StowageException(HttpProblems.broken(e, host), Wordless.of(e));
        } finally {
            if (whole && !error) {
                answer.release();
            } else {
                answer.drop();
            }
        }
    }

    private byte[] unpacked(Call call) throws IOException, StowageException {
        Counted packed = new Counted(answer.response().body().byteStream());
        InputStream in = gzip() ? new GZIPInputStream(packed, PIECE) : packed;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            call.check();
            long room = cap - out.size();
            if (n > room && !error) {
                throw new StowageException(tooLarge());
            }
            out.write(piece, 0, (int) Math.min(n, room));
            if (n > room) {
                break;
            }
            if (out.size() > RATIO_COUNTS_FROM && out.size() > packed.count * MOST_RATIO) {
                throw new StowageException(tooLarge());
            }
        }
        return out.toByteArray();
    }

    private boolean gzip() throws StowageException {
        List<String> codings = answer.headers().all("Content-Encoding");
        String coding = codings.isEmpty() ? "identity" : codings.get(0).trim().toLowerCase(Locale.ROOT);
        if (codings.size() > 1 || !List.of("identity", "", "gzip", "x-gzip").contains(coding)) {
            throw new StowageException(encoded());
        }
        return coding.endsWith("gzip");
    }

    private Problem tooLarge() {
        return Problem.of(
                Problem.Kind.NETWORK,
                Codes.METADATA_TOO_LARGE,
                "read an answer of " + host,
                "it is larger than " + (cap >> 10) + " KiB or unpacks without end",
                "Check the link.");
    }

    private Problem encoded() {
        return Problem.of(
                Problem.Kind.NETWORK,
                Codes.ENCODED_BODY,
                "read an answer of " + host,
                "it is packed in a way that nobody asked for",
                "Try again later.");
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
