package dev.stowage.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code serve} or {@code demo} inside the test, in the folders of a {@link Run}. */
final class ServedRun implements AutoCloseable {
    private final Run serve;
    private final CompletableFuture<Integer> code;
    private final JsonNode told;

    private ServedRun(Run serve, CompletableFuture<Integer> code, JsonNode told) {
        this.serve = serve;
        this.code = code;
        this.told = told;
    }

    /** Starts it and waits until it says where it is. */
    static ServedRun in(Path folder, Map<String, String> environment, String... options) throws Exception {
        return of("serve", folder, environment, options);
    }

    /** The same with another command that serves. */
    static ServedRun of(String command, Path folder, Map<String, String> environment, String... options)
            throws Exception {
        Run serve = new Run(folder);
        environment.forEach(serve::with);
        List<String> arguments = new ArrayList<>(List.of(command, "--json", "--port", "0"));
        arguments.addAll(List.of(options));
        CompletableFuture<Integer> code = serve.begin(arguments.toArray(String[]::new));
        while (!serve.out().endsWith("\n") && !code.isDone()) {
            Thread.onSpinWait();
        }
        assertFalse(code.isDone(), serve::err);
        return new ServedRun(serve, code, new ObjectMapper().readTree(serve.out()));
    }

    /** What it has said. */
    JsonNode told() {
        return told;
    }

    String err() {
        return serve.err();
    }

    /** Ends it as a signal would. */
    @Override
    public void close() throws Exception {
        serve.interruption().happen();
        assertEquals(ExitCode.INTERRUPTED, code.get(60, TimeUnit.SECONDS));
    }
}
