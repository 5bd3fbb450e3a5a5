package dev.stowage.app;

import dev.stowage.api.WorkerStatus;
import dev.stowage.app.text.Text;
import dev.stowage.model.Problem;
import dev.stowage.model.SyncState.Phase;
import dev.stowage.model.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workers, a line for each, and what they have. */
final class WorkerLines {
    private static final int WIDEST = 40;
    private static final int NUMBER = 7;
    private static final String GAP = "  ";

    private WorkerLines() {}

    static List<String> of(List<WorkerStatus> workers) {
        int id = widest(workers.stream().map(status -> status.worker().id().text()), 6);
        int tags = widest(workers.stream().map(status -> tags(status.worker())), 4);
        List<String> lines = new ArrayList<>();
        lines.add(String.join(
                GAP,
                Text.fit("WORKER", id),
                Text.fit("STATE", 8),
                number("HAS"),
                number("LACKS"),
                number("FAILED"),
                Text.fit("TAGS", tags),
                "WHERE"));
        workers.forEach(status -> lines.add(line(status, id, tags)));
        return lines;
    }

    /** What is worth knowing beside the line. */
    static List<String> below(WorkerStatus status) {
        return status.problem().map(Problem::message).map(Text::safe).stream().toList();
    }

    private static String line(WorkerStatus status, int id, int tags) {
        Worker worker = status.worker();
        long lacks = status.count(Phase.PENDING) + status.count(Phase.RUNNING);
        return String.join(
                        GAP,
                        Text.fit(worker.id().text(), id),
                        Text.fit(state(status), 8),
                        number(Long.toString(status.count(Phase.DONE))),
                        number(Long.toString(lacks)),
                        number(Long.toString(status.count(Phase.FAILED))),
                        Text.fit(tags(worker), tags),
                        where(worker))
                .stripTrailing();
    }

    private static String state(WorkerStatus status) {
        if (!status.worker().enabled()) {
            return "disabled";
        }
        if (status.problem().isPresent()) {
            return "trouble";
        }
        return status.lastSeen().isPresent() ? "ok" : "new";
    }

    private static String tags(Worker worker) {
        return worker.tags().stream().sorted().collect(Collectors.joining(" "));
    }

    private static String where(Worker worker) {
        String settings = worker.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey().equals("path")
                        ? setting.getValue()
                        : setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        return Text.safe(worker.engine() + ": " + settings);
    }

    private static String number(String text) {
        return " ".repeat(Math.max(0, NUMBER - text.length())) + text;
    }

    private static int widest(Stream<String> cells, int least) {
        return Math.min(WIDEST, cells.mapToInt(Text::columns).reduce(least, Math::max));
    }
}
