package dev.stowage.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stowage.model.HashAlgorithm;
import dev.stowage.spi.TransferRequest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the bytes of an unfinished transfer are, and who fetches them.
 *
 * @param owner the claim under which they are fetched
 * @param total the size of the whole file
 * @param validators of the version they belong to
 * @param sha256 what the whole is expected to have
 * @param name what the origin calls the file
 * @param bootId the run of the operating system in which records were written
 */
record JournalHeader(
        long owner,
        OptionalLong total,
        Validators validators,
        Optional<String> sha256,
        Optional<String> name,
        Optional<String> bootId) {
    private static final int MAGIC = 0x53_54_57_4A;

    /** Version 1 knew no checksums; it was never released, and a transfer that has such a journal begins anew. */
    private static final byte VERSION = 2;

    private static final int FIXED_BYTES = Integer.BYTES + 1 + Long.BYTES + Long.BYTES;
    private static final int LONGEST_TEXT = 4_096;
    private static final short ABSENT = -1;
    private static final int TEXTS = 5;

    JournalHeader withVersion(OptionalLong newTotal, Validators newValidators) {
        return new JournalHeader(owner, newTotal, newValidators, sha256, name, bootId);
    }

    /** What is known of a transfer before anybody was asked. */
    static JournalHeader of(TransferRequest request, Optional<String> bootId) {
        Optional<String> sha256 = Optional.ofNullable(request.published().get(HashAlgorithm.SHA256));
        return new JournalHeader(
                request.owner(), OptionalLong.empty(), Validators.NONE, sha256, Optional.empty(), bootId);
    }

    /** The same transfer without anything that an origin has said. */
    JournalHeader forgotten() {
        return new JournalHeader(owner, OptionalLong.empty(), Validators.NONE, sha256, Optional.empty(), bootId);
    }

    /** The same bytes under a new claim, in this run of the system. */
    JournalHeader claimedBy(JournalHeader claim) {
        return new JournalHeader(claim.owner, total, validators, sha256, name, claim.bootId);
    }

    JournalHeader withName(Optional<String> newName) {
        return new JournalHeader(owner, total, validators, sha256, newName, bootId);
    }

    /** The header as it is stored, its checksum last. */
    ByteBuffer encoded() {
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + TEXTS * (Short.BYTES + LONGEST_TEXT) + Integer.BYTES);
        out.putInt(MAGIC).put(VERSION).putLong(owner).putLong(total.orElse(-1));
        put(out, validators.etag());
        put(out, validators.lastModified());
        put(out, sha256);
        put(out, name);
        put(out, bootId);
        return out.putInt(Checksum.crc(out.duplicate().flip())).flip();
    }

    /** Reads a header and leaves the buffer behind it; empty when it is not one of ours, or damaged. */
    static Optional<JournalHeader> decode(ByteBuffer in) {
        int start = in.position();
        try {
            if (in.getInt() != MAGIC || in.get() != VERSION) {
                return Optional.empty();
            }
            long owner = in.getLong();
            long total = in.getLong();
            Validators validators = new Validators(text(in), text(in));
            JournalHeader header = new JournalHeader(
                    owner,
                    total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                    validators,
                    text(in),
                    text(in),
                    text(in));
            int expected = Checksum.crc(in.duplicate().flip().position(start));
            return in.getInt() == expected ? Optional.of(header) : Optional.empty();
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static void put(ByteBuffer out, Optional<String> text) {
        byte[] bytes = text.orElse("").getBytes(UTF_8);
        if (text.isEmpty() || bytes.length > LONGEST_TEXT) {
            out.putShort(ABSENT);
            return;
        }
        out.putShort((short) bytes.length).put(bytes);
    }

    private static Optional<String> text(ByteBuffer in) {
        short length = in.getShort();
        if (length == ABSENT) {
            return Optional.empty();
        }
        if (length < 0 || length > LONGEST_TEXT || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Optional.of(new String(bytes, UTF_8));
    }
}
