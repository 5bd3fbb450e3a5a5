package dev.stowage.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceTest {
    private static final int ROUNDS = 20;
    private static final int TOGETHER = 6;
    private static final int TIMES = 5;

    private final ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        threads.shutdown();
    }

    /** Making a file's log and clearing it away keep others out without the patience that statements have. */
    @Test
    void waitsWhileOthersOpenANewFileOrCloseItsLastConnection() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            DataSource source =
                    DatabaseUrl.sqlite(folder.resolve(round + ".db")).source();
            List<Callable<Integer>> opening = IntStream.range(0, TOGETHER)
                    .<Callable<Integer>>mapToObj(i -> () -> openAgainAndAgain(source, i))
                    .toList();
            for (Future<Integer> opened : threads.invokeAll(opening)) {
                assertEquals(TIMES, opened.get());
            }
        }
    }

    private static int openAgainAndAgain(DataSource source, int number) throws SQLException {
        for (int again = 0; again < TIMES; again++) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS t" + number + " (a INTEGER)");
            }
        }
        return TIMES;
    }
}
