package dev.stowage.app;

import dev.stowage.api.Verification;
import dev.stowage.model.Asset;
import dev.stowage.model.Codes;
import dev.stowage.model.Digests;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What reading a file again has shown, judged by what its downloads were when nothing is registered at its path.
 *
 * @param seen what the library says
 * @param state how the file is
 * @param expected what its bytes were
 * @param problem what is wrong
 */
record Checked(Verification seen, Verification.State state, Optional<Sha256> expected, Optional<Problem> problem) {
    /** @param placed what downloads have placed there, newest first */
    static Checked of(Verification seen, List<Sha256> placed) {
        Optional<Sha256> registered = seen.asset().map(Asset::id);
        if (seen.state() != Verification.State.UNREGISTERED || placed.isEmpty()) {
            return new Checked(
                    seen, seen.state(), registered.or(() -> placed.stream().findFirst()), seen.problem());
        }
        Optional<Sha256> same = actual(seen).filter(placed::contains);
        return same.isPresent()
                ? new Checked(seen, Verification.State.INTACT, same, Optional.empty())
                : new Checked(
                        seen,
                        Verification.State.DAMAGED,
                        placed.stream().findFirst(),
                        Optional.of(damaged(seen, placed.get(0))));
    }

    Optional<Sha256> actual() {
        return actual(seen);
    }

    int exitCode() {
        return switch (state) {
            case INTACT, ELSEWHERE -> ExitCode.OK;
            case UNREGISTERED -> Problem.Kind.NOT_FOUND.exitCode();
            case DAMAGED -> Problem.Kind.VERIFICATION.exitCode();
            case MISSING, UNREADABLE -> Problem.Kind.STORAGE.exitCode();
        };
    }

    /** What to tell a person beside the state. */
    Optional<String> sentence() {
        return switch (state) {
            case ELSEWHERE ->
                seen.asset()
                        .map(asset -> seen.path() + " holds the same bytes as "
                                + asset.card().name() + " at " + asset.path() + ".");
            case UNREGISTERED ->
                Optional.of("Nothing is registered at " + seen.path() + ", and nobody knows its bytes.");
            default -> problem.map(Problem::message);
        };
    }

    private static Optional<Sha256> actual(Verification seen) {
        return seen.computed().flatMap(Digests::sha256);
    }

    private static Problem damaged(Verification seen, Sha256 expected) {
        String got = actual(seen).map(Sha256::shortForm).orElse("nothing");
        return Problem.of(
                Problem.Kind.VERIFICATION,
                Codes.DAMAGED,
                "verify " + seen.path(),
                "it no longer matches its fingerprint (sha256 expected " + expected.shortForm() + ", got " + got
                        + "): potentially corrupted or tampered",
                "Move it away and get it again.");
    }
}
