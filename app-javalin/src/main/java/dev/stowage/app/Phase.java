package dev.stowage.app;

import dev.stowage.model.Status;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Two halves of a download's life, as people see it. */
final class Phase {
    /** Nothing more happens to it unless somebody asks for that. */
    static final Set<Status> FINISHED =
            Collections.unmodifiableSet(EnumSet.of(Status.COMPLETED, Status.FAILED, Status.CANCELLED));

    /** Under way, waiting or asking. */
    static final Set<Status> UNFINISHED = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(FINISHED)));

    private Phase() {}
}
