package dev.stowage.registry;

import static dev.stowage.registry.Assets.asset;
import static dev.stowage.registry.Assets.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stowage.model.AssetOrigin;
import dev.stowage.model.Check;
import dev.stowage.model.FileKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL, which does not make them queue up as one process does. */
final class SeveralNodesTest {
    private static final int ROUNDS = 40;

    @TempDir
    private Path folder;

    @Test
    void nothingThatOneWritesIsLostToTheOther() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (Installation one = Installation.postgres(() -> folder);
                Installation other = one.another()) {
            one.open().register(asset(1));
            other.open();
            List<Future<?>> nodes = new ArrayList<>();
            for (Installation node : List.of(one, other)) {
                nodes.add(pool.submit(() -> write(node.library(), node == one ? "one" : "other")));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
            assertEquals(
                    1 + 2 * ROUNDS,
                    one.library().find(id(1)).orElseThrow().origins().size());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void nobodyIsFasterBetweenReadingAndWriting() throws Exception {
        Installation node = Installation.postgres(() -> folder);
        Rival rival = new Rival(node.schema());
        try (node) {
            SqlLibrary library = node.lending(rival::beside).open();
            library.register(asset(1));
            library.recordCheck(id(1), new Check(Check.Condition.INTACT, Instant.EPOCH));
            assertEquals(0, rival.changes());
        }
    }

    private static boolean write(SqlLibrary library, String name) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            FileKey file = new FileKey("source", name + round);
            library.register(asset(1).toBuilder()
                    .origins(List.of(AssetOrigin.of(file, Instant.EPOCH)))
                    .build());
            library.recordCheck(id(1), new Check(Check.Condition.INTACT, Instant.EPOCH));
        }
        return true;
    }
}
