package dev.stowage.internal.engine;

import dev.stowage.model.Problem;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.spi.Call;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.StowageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether workers can be reached, for a short time only: one that hangs is found out before anything long is begun there.
 *
 * @param engines how they are reached
 * @param watch gives up those that hang
 */
record Contact(SyncEngines engines, Watch watch) {
    /**
     * Looks at all of them at once.
     *
     * @return why some cannot be reached now
     * @throws CancelledException when the call is
     */
    Map<WorkerId, Problem> away(List<Worker> workers, Call call) throws CancelledException {
        Map<WorkerId, Problem> away = new LinkedHashMap<>();
        Map<Worker, Watch.Begun> looks = new LinkedHashMap<>();
        for (Worker worker : workers) {
            if (watch.hangs(worker)) {
                away.put(worker.id(), Watch.silent(List.of(worker)));
            } else {
                looks.put(worker, watch.begin(List.of(worker), call, look -> reach(worker, look)));
            }
        }
        looks.forEach((worker, look) -> {
            Problem why = why(worker, look);
            if (why != null) {
                away.put(worker.id(), why);
            }
        });
        call.check();
        return away;
    }

    private void reach(Worker worker, Call call) throws StowageException {
        engines.of(worker).reach(worker, call);
    }

    private static @Nullable Problem why(Worker worker, Watch.Begun look) {
        try {
            return look.endedSoon() ? null : Watch.silent(List.of(worker));
        } catch (StowageException e) {
            return e.problem();
        } catch (RuntimeException e) {
            return Problem.defect("reach worker " + worker.id(), e);
        }
    }
}
