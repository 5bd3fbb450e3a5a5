package dev.stowage.app.events;

import dev.stowage.api.Downloads;
import dev.stowage.api.Stowage;
import dev.stowage.api.StowageListener;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Status;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.Subscription;
import io.javalin.http.Context;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All clients that listen. One thread writes to whoever can take something; nobody waits for a client, and the engine's listener thread
 * only leaves a note.
 */
public final class EventStreams implements AutoCloseable {
    private static final int LOG_EVENTS = 2_000;

    /** What happens together is sent together. */
    private static final long LINGER_MILLIS = 10;

    private final ScheduledThreadPoolExecutor writer =
            new ScheduledThreadPoolExecutor(1, EventStreams::thread, new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicBoolean noted = new AtomicBoolean();
    private final Map<EventStream, BooleanSupplier> streams = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final Downloads downloads;
    private final Feed feed;
    private final Shared shared;
    private final Snapshots snapshots;
    private final Beginnings beginnings;
    private final Subscription subscription;
    private volatile boolean closed;

    /**
     * How clients are served.
     *
     * @param boot tells this start of the server from all others, letters and digits
     * @param mostClients more are refused
     * @param tick how often progress is told; the patience with clients is counted in it
     */
    public record Terms(String boot, int mostClients, Duration tick) {
        /** A page needs one stream, whatever number of tabs it has. */
        static Terms usual(String boot) {
            return new Terms(boot, 500, Duration.ofMillis(250));
        }
    }

    /**
     * Who wants to listen.
     *
     * @param topics to what
     * @param lastId the last event that it has heard, in its own words
     * @param welcome whether it may go on listening; asked at least with every {@linkplain Terms#tick tick}, by any thread
     */
    public record Client(Set<Topic> topics, Optional<String> lastId, BooleanSupplier welcome) {}

    private EventStreams(
            Downloads downloads, Function<StowageListener, Subscription> listening, Clock clock, Terms terms) {
        this.downloads = downloads;
        places = new Semaphore(terms.mostClients());
        feed = new Feed(new EventLog(terms.boot(), LOG_EVENTS, clock.instant()), this::news);
        shared = new Shared(feed);
        snapshots = new Snapshots(downloads, clock, terms.boot(), shared);
        beginnings = new Beginnings(terms.boot(), clock, feed, snapshots);
        subscription = listening.apply(feed);
    }

    /**
     * Begins to listen.
     *
     * @param boot tells this start of the server from all others, letters and digits
     * @throws StowageException when the store does not say what is under way
     */
    public static EventStreams start(Stowage stowage, Clock clock, String boot) throws StowageException {
        return start(stowage.downloads(), stowage::listen, clock, Terms.usual(boot));
    }

    /**
     * The same on other terms.
     *
     * @param listening makes somebody hear what changes
     * @throws StowageException when the store does not say what is under way
     */
    public static EventStreams start(
            Downloads downloads, Function<StowageListener, Subscription> listening, Clock clock, Terms terms)
            throws StowageException {
        EventStreams streams = new EventStreams(downloads, listening, clock, terms);
        try {
            streams.begin();
        } catch (StowageException e) {
            streams.close();
            throw e;
        }
        long tick = terms.tick().toMillis();
        Future<?> unused = streams.writer.scheduleWithFixedDelay(streams::tick, tick, tick, TimeUnit.MILLISECONDS);
        return streams;
    }

    /**
     * Answers a request with what happens from now on, until the client goes away or is not welcome any more.
     *
     * @return whether it was; not when there are too many clients, or this ends
     * @throws StowageException when the store cannot be read
     */
    public boolean open(Context context, Client client) throws StowageException {
        if (closed || !places.tryAcquire()) {
            return false;
        }
        boolean taken = false;
        try {
            Beginning beginning = beginnings.of(client.topics(), client.lastId());
            ServletOutlet outlet = ServletOutlet.of(context);
            EventStream stream = new EventStream(feed, snapshots, beginning, outlet);
            streams.put(stream, client.welcome());
            taken = true;
            outlet.open(() -> serve(stream, EventStream::pump), () -> leave(stream));
            if (closed) {
                leave(stream);
            }
            return true;
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    /** How many clients there are. */
    public int clients() {
        return streams.size();
    }

    /** Ends all streams at once; clients come back when there is a server again. */
    @Override
    public void close() {
        closed = true;
        subscription.close();
        writer.shutdown();
        streams.keySet().forEach(this::leave);
    }

    private void begin() throws StowageException {
        DownloadQuery running = DownloadQuery.ALL.in(Set.of(Status.DOWNLOADING)).limit(500);
        feed.begin(downloads.list(running).items().stream().map(Download::id).toList());
    }

    private void leave(EventStream stream) {
        if (streams.remove(stream) != null) {
            places.release();
        }
        stream.close();
    }

    /** One that has given its client up makes room, and so does one whose client is not welcome any more. */
    private void serve(EventStream stream, Consumer<EventStream> work) {
        if (!welcome(stream)) {
            leave(stream);
            return;
        }
        work.accept(stream);
        if (stream.closed()) {
            leave(stream);
        }
    }

    private boolean welcome(EventStream stream) {
        return Optional.ofNullable(streams.get(stream))
                .filter(BooleanSupplier::getAsBoolean)
                .isPresent();
    }

    private void news() {
        if (!closed && noted.compareAndSet(false, true)) {
            Future<?> unused = writer.schedule(this::send, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void send() {
        noted.set(false);
        streams.keySet().forEach(stream -> serve(stream, EventStream::pump));
    }

    private void tick() {
        try {
            feed.tick(downloads::progress);
            shared.tick();
            streams.keySet().forEach(stream -> serve(stream, EventStream::tick));
        } catch (RuntimeException e) {
            System.getLogger(EventStreams.class.getName()).log(Level.ERROR, "Progress could not be told", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stowage-events");
        thread.setDaemon(true);
        return thread;
    }
}
