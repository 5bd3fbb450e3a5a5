package dev.stowage.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.app.json.DownloadJson;
import dev.stowage.model.Download;
import dev.stowage.model.Need;
import dev.stowage.model.Problem;
import dev.stowage.model.Reference;
import java.util.Optional;

/** What became of one reference. */
sealed interface Outcome {
    int exitCode();

    /** The API's download object. */
    ObjectNode json();

    /**
     * No download could be made of it, or nothing is known of it any more.
     *
     * @param reference what was asked for, unless that cannot be shown
     * @param problem why
     */
    record Refused(Optional<Reference> reference, Problem problem) implements Outcome {
        @Override
        public int exitCode() {
            return ExitCode.of(problem);
        }

        @Override
        public ObjectNode json() {
            return DownloadJson.refused(reference, problem);
        }
    }

    /**
     * It has come to rest.
     *
     * @param download as it is now
     */
    record Rested(Download download) implements Outcome {
        @Override
        public int exitCode() {
            return switch (download.status()) {
                case COMPLETED -> ExitCode.OK;
                case FAILED ->
                    download.problem().map(problem -> problem.kind().exitCode()).orElse(ExitCode.UNEXPECTED);
                case AWAITING_DECISION ->
                    download.need()
                            .map(Need::kind)
                            .orElse(Problem.Kind.DECISION)
                            .exitCode();
                case AWAITING_REVIEW -> ExitCode.DECISION;
                case PAUSED, CANCELLED -> ExitCode.STOPPED;
                default -> ExitCode.UNEXPECTED;
            };
        }

        @Override
        public ObjectNode json() {
            return DownloadJson.of(download, Optional.empty());
        }
    }

    /**
     * A server works on it, and it is followed no more.
     *
     * @param download as it was seen last
     * @param problem why it cannot be followed; empty when nothing moved for too long
     */
    record Served(Download download, Optional<Problem> problem) implements Outcome {
        @Override
        public int exitCode() {
            return problem.map(ExitCode::of).orElse(ExitCode.NETWORK);
        }

        @Override
        public ObjectNode json() {
            return DownloadJson.of(download, Optional.empty());
        }
    }

    /**
     * Nothing moved for too long; it stays where it is.
     *
     * @param download as it was left
     */
    record Left(Download download) implements Outcome {
        @Override
        public int exitCode() {
            return ExitCode.NETWORK;
        }

        @Override
        public ObjectNode json() {
            return DownloadJson.of(download, Optional.empty());
        }
    }
}
