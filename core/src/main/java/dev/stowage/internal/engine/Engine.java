package dev.stowage.internal.engine;

import dev.stowage.api.Assembly;
import dev.stowage.api.Downloads;
import dev.stowage.api.Library;
import dev.stowage.api.Previews;
import dev.stowage.api.ProviderReport;
import dev.stowage.api.Rules;
import dev.stowage.api.Scope;
import dev.stowage.api.StowageListener;
import dev.stowage.api.Tokens;
import dev.stowage.api.Workers;
import dev.stowage.internal.files.Publisher;
import dev.stowage.internal.files.Staging;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.Status;
import dev.stowage.spi.AssetLibrary;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running manager: puts the line together, starts and ends it. */
public final class Engine implements Assembly.Running {
    private static final int BESIDE_TRANSFERS = 8;
    private static final long IDLE_SECONDS = 30;

    private final Setup setup;
    private final Ports ports;
    private final TokenDesk tokens;
    private final Listeners listeners;
    private final ProgressBoard board;
    private final Changes changes = new Changes();
    private final Line line;
    private final Ledger ledger;
    private final Hashings hashings;
    private final Staging staging = new Staging();
    private final DuplicateCheck duplicates;
    private final Reverification reverification;
    private final Queue queue;
    private final DownloadDesk desk;
    private final TokenNeeds needs;
    private final AccountDesk accounts;
    private final CatchUp catchUp;
    private final WorkerDesk workers;
    private final RuleDesk rules;
    private final PreviewRoom previews;
    private final AtomicBoolean closed = new AtomicBoolean();

    public Engine(Setup setup, Ports ports, TokenDesk tokens) {
        this.setup = setup;
        this.ports = ports;
        this.tokens = tokens;
        listeners = new Listeners(setup.threads());
        board = new ProgressBoard(System::nanoTime, listeners);
        needs = new TokenNeeds(ports.resolvers(), tokens);
        line = line();
        ledger = new Ledger(line, board, listeners, this::saved);
        hashings = new Hashings(ports.verifier());
        duplicates = new DuplicateCheck(ports.registry());
        reverification = new Reverification(ports.verifier());
        Placing placing =
                new Placing(setup.models(), ports.policy(), ports.storage().rules());
        Wanted wanted = new Wanted(ports.storage().workers(), ports.registry(), setup.clock());
        Reuse reuse = new Reuse(duplicates, wanted, staging);
        LiveSyncs syncs = new LiveSyncs(System::nanoTime, listeners);
        Watch watch = new Watch(setup.limits().silence(), setup.threads());
        Contact contact = new Contact(ports.syncs(), watch);
        Deliveries deliveries = new Deliveries(ports, setup, syncs, contact, listeners, changes);
        catchUp = new CatchUp(setup, wanted, deliveries, listeners);
        FoldersApart apart = new FoldersApart(setup.models(), ports.syncs(), watch);
        workers = new WorkerDesk(
                wanted, ports.syncs(), contact, apart, deliveries, catchUp, syncs, changes, setup.ownership());
        DownloadRunner runner = new DownloadRunner(
                steps(placing, reuse, wanted, deliveries), ledger, new RetryPlan(setup.limits(), setup.clock(), board));
        queue = new Queue(line, ledger, runner, this::rested);
        Intake intake = new Intake(line, ledger, ports.resolvers(), tokens, placing, reuse);
        Rereading rereading = new Rereading(line, ledger, reverification, ports.registry());
        Previewing previewing = new Previewing(ports, setup, tokens, placing, duplicates);
        DownloadDesk.Desks desks = new DownloadDesk.Desks(intake, previewing, new Decided(reuse), placing, rereading);
        desk = new DownloadDesk(line, ledger, desks, board, changes);
        accounts = new AccountDesk(line, ports.resolvers(), tokens, needs);
        previews = new PreviewRoom(ledger, ports.registry());
        rules = new RuleDesk(ports.storage().rules(), placing, setup.ownership());
    }

    @Override
    public void start() throws StowageException {
        setup.ownership().take();
        queue.start(setup.threads());
        catchUp.start();
    }

    @Override
    public Downloads downloads() {
        return desk;
    }

    @Override
    public Library library() {
        if (ports.registry() instanceof AssetLibrary assets) {
            return new LibraryDesk(assets, ports.resolvers(), reverification, setup.clock(), setup.ownership());
        }
        throw new UnsupportedOperationException("The registry in use can be written to, but not browsed");
    }

    @Override
    public Tokens tokens() {
        return accounts;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Rules rules() {
        return rules;
    }

    @Override
    public Previews previews() {
        return previews;
    }

    @Override
    public List<ProviderReport> providers() {
        return setup.reports();
    }

    @Override
    public Subscription listen(StowageListener listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        reverification.close();
        previews.close();
        try {
            queue.close(setup.limits().shutdown());
            line.calls().cancelAll();
            catchUp.close(setup.limits().shutdown());
            line.calls().awaitNone(setup.limits().shutdown());
            line.pool().shutdown();
            changes.end();
            listeners.close(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            line.calls().cancelAll();
            changes.end();
            Thread.currentThread().interrupt();
        }
        setup.closing().run();
    }

    private Map<Status, Step> steps(Placing placing, Reuse reuse, Wanted wanted, Deliveries deliveries) {
        Step resolve =
                new Resolve(new Understanding(ports.resolvers()), placing, duplicates, new Siblings(ledger, tokens));
        Step fetch = new Fetch(staging, ports, hashings, board, duplicates);
        Step verify = new Verify(staging, hashings, ports.inspector(), placing, duplicates);
        return Map.of(
                Status.RESOLVING, new Settled(resolve, reuse),
                Status.DOWNLOADING, new Settled(fetch, reuse),
                Status.VERIFYING, new Settled(verify, reuse),
                Status.PLACING, new Place(staging, new Publisher(), ports.verifier(), hashings),
                Status.REGISTERING, new Register(duplicates, staging, wanted),
                Status.SYNCING, new Distribute(wanted, deliveries, catchUp::nudge));
    }

    private Line line() {
        DownloadStore store = ports.storage().downloads();
        Alarm alarm = new Alarm();
        Waits waits = new Waits(alarm, needs::isThere);
        Agenda agenda = setup.scope() == Scope.ALL ? new WholeStore(store) : new OwnDownloads(store, waits::note);
        return new Line(
                setup.ownership(), store, setup.clock(), setup.limits(), pool(), new LiveCalls(), alarm, waits, agenda);
    }

    private ThreadPoolExecutor pool() {
        int threads = setup.limits().activeDownloads() + BESIDE_TRANSFERS;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), setup.threads());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void saved(Download download) {
        line.waits().note(download);
        if (download.status().ended()) {
            forgetSecret(download);
        }
        changes.happened();
    }

    private void forgetSecret(Download download) {
        try {
            tokens.forget(download.owner(), download.id());
        } catch (StowageException e) {
            listeners.noticed(e.problem(), e);
        }
    }

    private void rested(DownloadId id) {
        hashings.close(id);
        duplicates.rested(id);
        board.forget(id);
    }
}
