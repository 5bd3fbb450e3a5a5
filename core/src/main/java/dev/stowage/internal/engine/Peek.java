package dev.stowage.internal.engine;

import dev.stowage.api.Limits;
import dev.stowage.internal.engine.Glances.Glance;
import dev.stowage.internal.engine.Understanding.Understood;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Codes;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.ModelType;
import dev.stowage.model.Problem;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Completes what a source says of a file by what its first bytes say, before anybody wants it. A look that fails is no failure of the
 * preview, which says why nothing more is known.
 */
final class Peek {
    private final Resolvers resolvers;
    private final Glances glances;
    private final Limits limits;
    private final ThreadFactory threads;

    Peek(Ports ports, Setup setup) {
        this.resolvers = ports.resolvers();
        this.glances = new Glances(ports, setup.clock());
        this.limits = setup.limits();
        this.threads = setup.threads();
    }

    /** What was found, completed, and the file that was looked at as it is in there. */
    record Looked(Resolution.Found found, RemoteFile file) {}

    /** @param call only for this: it is cancelled when it takes too long */
    Looked at(Understood understood, RemoteFile file, LiveCall call) throws StowageException {
        Resolution.Found found = understood.found();
        SourceResolver source = resolvers.source(understood.source());
        try {
            if (limits.glance().isZero() || told(found.model(), file) || !source.peekable()) {
                return new Looked(found, file);
            }
            Glance glance = inTime(new FutureTask<>(() -> glances.at(source, file, call)), call);
            return new Completion(found, file, glance).looked();
        } catch (CancelledException e) {
            throw e;
        } catch (StowageException e) {
            return new Looked(warned(found, e.problem()), file);
        } catch (PluginDefectException e) {
            return new Looked(warned(found, e.problem()), file);
        }
    }

    private static boolean told(ModelInfo model, RemoteFile file) {
        boolean typed = file.type().isPresent() || !model.type().equals(ModelType.UNKNOWN);
        return typed && model.baseFamily().isPresent() && !file.nameProvisional();
    }

    private static Resolution.Found warned(Resolution.Found found, Problem problem) {
        List<String> warnings = new ArrayList<>(found.warnings());
        warnings.add(problem.message());
        return new Resolution.Found(found.model(), found.files(), warnings);
    }

    private Glance inTime(FutureTask<Glance> look, LiveCall call) throws StowageException {
        threads.newThread(look).start();
        try {
            return look.get(limits.glance().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            call.cancel();
            throw new StowageException(tooSlow(), e);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw WatchedCall.thrown(e);
        }
    }

    private Problem tooSlow() {
        return Problem.of(
                        Problem.Kind.NETWORK,
                        Codes.TIMED_OUT,
                        "read the beginning of the file",
                        "it did not come within " + limits.glance().toSeconds() + " seconds",
                        "What it is will be known when it is downloaded.")
                .canRetry();
    }
}
