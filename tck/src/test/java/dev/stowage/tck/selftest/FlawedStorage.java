package dev.stowage.tck.selftest;

import dev.stowage.internal.memory.InMemoryStorage;
import dev.stowage.model.Change;
import dev.stowage.model.Download;
import dev.stowage.model.DownloadId;
import dev.stowage.model.DownloadQuery;
import dev.stowage.model.Page;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.Secret;
import dev.stowage.model.Sha256;
import dev.stowage.model.Status;
import dev.stowage.model.Sync;
import dev.stowage.model.SyncQuery;
import dev.stowage.model.SyncState;
import dev.stowage.model.UserId;
import dev.stowage.model.Worker;
import dev.stowage.model.WorkerId;
import dev.stowage.model.WorkerSelection;
import dev.stowage.spi.DownloadStore;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.Storage;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenStore;
import dev.stowage.spi.WorkerStore;
import dev.stowage.tck.RandomDownloads;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The storage in memory with one thing wrong. */
final class FlawedStorage implements Storage {
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private final Storage right = new InMemoryStorage();
    private final Flaw flaw;
    private boolean closed;

    FlawedStorage(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What is wrong, and the sentence that is broken by it. */
    enum Flaw {
        ROUNDS_TIME("ST-01"),
        LOSES_FINDINGS("ST-01"),
        LOSES_ZERO_TOTAL("ST-01"),
        OVERWRITES("ST-02"),
        INVENTS("ST-03"),
        LOSES_CHANGES("ST-04"),
        SAVES_STALE("ST-05"),
        INSERTS_UNKNOWN("ST-05"),
        LATE_ONES_WIN_TOO("ST-06"),
        IGNORES_RETRY_TIME("ST-07"),
        SORTS_BY_AGE_ONLY("ST-08"),
        OLDEST_FIRST("ST-09"),
        CURSOR_ON_LAST_PAGE("ST-09"),
        PAGES_BY_NUMBER("ST-10"),
        CURSOR_NAMES_AN_ITEM("ST-11"),
        IGNORES_OWNER("ST-12"),
        MATCHES_CASE("ST-12"),
        FORGETS("ST-13"),
        KEEPS_LAST_CHANGE_ONLY("ST-14"),
        COUNTS_ONE_PAGE("ST-15"),
        COUNTS_EVERYTHING("ST-15"),
        GROUPS_BY_REFERENCE("ST-16"),
        TAKES_SUBMISSION_FOR_CHANGE("ST-17"),
        SHARES_TOKENS("ST-20"),
        KEEPS_OLD_TOKEN("ST-21"),
        KEEPS_REMOVED_TOKEN("ST-22"),
        SORTS_RULES("ST-23"),
        REPLACES_RULES_PIECEMEAL("ST-24"),
        KEEPS_FIRST_STATE("ST-25"),
        CLOSES_ONCE("ST-26"),
        KEEPS_OLD_WORKER("ST-27"),
        KEEPS_STATES_OF_REMOVED("ST-28"),
        PLANS_OVER("ST-29"),
        DUE_WHATEVER_FAILED("ST-30"),
        COUNTS_NOTHING("ST-30"),
        LISTS_OTHER_WORKERS("ST-31"),
        FORGETS_NONE("ST-32");

        final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public DownloadStore downloads() {
        return new Downloads(right.downloads());
    }

    @Override
    public TokenStore tokens() {
        return new Tokens(right.tokens());
    }

    @Override
    public WorkerStore workers() {
        return new Workers(right.workers());
    }

    @Override
    public RuleStore rules() {
        return new Rules(right.rules());
    }

    @Override
    public void close() {
        if (has(Flaw.CLOSES_ONCE) && closed) {
            throw new IllegalStateException("It is closed already");
        }
        closed = true;
    }

    private boolean has(Flaw wrong) {
        return flaw == wrong;
    }

    private final class Downloads implements DownloadStore {
        private final DownloadStore right;

        Downloads(DownloadStore right) {
            this.right = right;
        }

        @Override
        public void create(Download download) throws StowageException {
            if (has(Flaw.OVERWRITES) && right.find(download.id()).isPresent()) {
                Download stored = right.find(download.id()).get();
                right.save(download.toBuilder().version(stored.version() + 1).build(), "");
                return;
            }
            right.create(spoilt(download));
        }

        private Download spoilt(Download download) {
            return switch (flaw) {
                case ROUNDS_TIME ->
                    download.toBuilder()
                            .updatedAt(download.updatedAt().truncatedTo(ChronoUnit.MILLIS))
                            .build();
                case LOSES_FINDINGS -> download.toBuilder().findings(List.of()).build();
                case LOSES_ZERO_TOTAL ->
                    download.totalBytes().equals(OptionalLong.of(0))
                            ? download.toBuilder()
                                    .totalBytes(OptionalLong.empty())
                                    .build()
                            : download;
                default -> download;
            };
        }

        @Override
        public Optional<Download> find(DownloadId id) throws StowageException {
            return has(Flaw.INVENTS) ? Optional.of(new RandomDownloads(1).next()) : right.find(id);
        }

        @Override
        public boolean save(Download next, String reason) throws StowageException {
            Optional<Download> stored = right.find(next.id());
            if (has(Flaw.LOSES_CHANGES)) {
                return right.save(next.toBuilder().priority(0).build(), reason);
            }
            if (has(Flaw.INSERTS_UNKNOWN) && stored.isEmpty()) {
                right.create(next);
                return true;
            }
            if (has(Flaw.SAVES_STALE) && stored.isPresent()) {
                return right.save(
                        next.toBuilder().version(stored.get().version() + 1).build(), reason);
            }
            if (has(Flaw.LATE_ONES_WIN_TOO)) {
                boolean late =
                        stored.filter(now -> now.version() == next.version()).isPresent();
                return right.save(next, reason) || late;
            }
            return right.save(next, reason);
        }

        @Override
        public List<Change> history(DownloadId id) throws StowageException {
            List<Change> history = right.history(id);
            return has(Flaw.KEEPS_LAST_CHANGE_ONLY)
                    ? history.subList(Math.max(0, history.size() - 1), history.size())
                    : history;
        }

        @Override
        public List<Download> due(Status status, Instant now, int limit) throws StowageException {
            List<Download> due = right.due(status, has(Flaw.IGNORES_RETRY_TIME) ? FUTURE : now, 1000);
            if (has(Flaw.SORTS_BY_AGE_ONLY)) {
                due = due.stream()
                        .sorted(Comparator.comparing(Download::createdAt))
                        .toList();
            }
            return due.stream().limit(limit).toList();
        }

        @Override
        public Page<Download> list(DownloadQuery query) throws StowageException {
            if (has(Flaw.PAGES_BY_NUMBER) || has(Flaw.OLDEST_FIRST) || has(Flaw.CURSOR_NAMES_AN_ITEM)) {
                return otherwise(query);
            }
            DownloadQuery asked = switch (flaw) {
                case IGNORES_OWNER ->
                    new DownloadQuery(
                            query.statuses(),
                            Optional.empty(),
                            query.reference(),
                            query.group(),
                            query.changedSince(),
                            query.text(),
                            query.limit(),
                            query.cursor());
                case GROUPS_BY_REFERENCE -> referenceInsteadOfGroup(query);
                case MATCHES_CASE ->
                    query.text().filter(text -> text.startsWith("E")).isPresent()
                            ? query.containing("no such text")
                            : query;
                default -> query;
            };
            Page<Download> page = submittedSince(right.list(asked), query);
            return has(Flaw.CURSOR_ON_LAST_PAGE)
                            && page.nextCursor().isEmpty()
                            && !page.items().isEmpty()
                    ? new Page<>(page.items(), Optional.of(Instant.EPOCH + " x"))
                    : page;
        }

        private DownloadQuery referenceInsteadOfGroup(DownloadQuery query) throws StowageException {
            Optional<Download> first =
                    query.group().isPresent() ? right.find(query.group().get()) : Optional.empty();
            return first.map(member -> new DownloadQuery(
                            query.statuses(),
                            query.owner(),
                            Optional.of(member.reference()),
                            Optional.empty(),
                            query.changedSince(),
                            query.text(),
                            query.limit(),
                            query.cursor()))
                    .orElse(query);
        }

        private Page<Download> submittedSince(Page<Download> page, DownloadQuery query) {
            return has(Flaw.TAKES_SUBMISSION_FOR_CHANGE)
                    ? new Page<>(
                            page.items().stream()
                                    .filter(one -> query.changedSince()
                                            .map(since -> !one.createdAt().isBefore(since))
                                            .orElse(true))
                                    .toList(),
                            page.nextCursor())
                    : page;
        }

        @Override
        public Map<Status, Long> counts(DownloadQuery query) throws StowageException {
            if (has(Flaw.COUNTS_ONE_PAGE)) {
                return right.list(query).items().stream()
                        .collect(Collectors.groupingBy(Download::status, Collectors.counting()));
            }
            return right.counts(has(Flaw.COUNTS_EVERYTHING) ? DownloadQuery.ALL : query);
        }

        private Page<Download> otherwise(DownloadQuery query) throws StowageException {
            DownloadQuery whole = new DownloadQuery(
                    query.statuses(),
                    query.owner(),
                    query.reference(),
                    query.group(),
                    query.changedSince(),
                    query.text(),
                    500,
                    Optional.empty());
            List<Download> all = new ArrayList<>(right.list(whole).items());
            if (has(Flaw.OLDEST_FIRST)) {
                Collections.reverse(all);
            }
            int from = query.cursor().map(cursor -> from(all, cursor)).orElse(0);
            int to = Math.min(all.size(), from + query.limit());
            List<Download> items = all.subList(from, to);
            return new Page<>(items, to < all.size() ? Optional.of(cursor(items, to)) : Optional.empty());
        }

        private String cursor(List<Download> items, int to) {
            return has(Flaw.CURSOR_NAMES_AN_ITEM)
                    ? items.get(items.size() - 1).id().text()
                    : Integer.toString(to);
        }

        private int from(List<Download> all, String cursor) {
            if (!has(Flaw.CURSOR_NAMES_AN_ITEM)) {
                return Integer.parseInt(cursor);
            }
            List<String> ids = all.stream().map(item -> item.id().text()).toList();
            return ids.indexOf(cursor) + 1;
        }
    }

    private final class Tokens implements TokenStore {
        private final TokenStore right;

        Tokens(TokenStore right) {
            this.right = right;
        }

        @Override
        public Optional<Secret> find(UserId user, String source) throws StowageException {
            return right.find(user(user), source);
        }

        @Override
        public void put(UserId user, String source, Secret token) throws StowageException {
            if (!has(Flaw.KEEPS_OLD_TOKEN) || right.find(user, source).isEmpty()) {
                right.put(user(user), source, token);
            }
        }

        @Override
        public void remove(UserId user, String source) throws StowageException {
            if (!has(Flaw.KEEPS_REMOVED_TOKEN)) {
                right.remove(user, source);
            }
        }

        private UserId user(UserId user) {
            return has(Flaw.SHARES_TOKENS) ? UserId.LOCAL : user;
        }
    }

    private final class Workers implements WorkerStore {
        private final WorkerStore right;

        Workers(WorkerStore right) {
            this.right = right;
        }

        @Override
        public List<Worker> workers() throws StowageException {
            return right.workers();
        }

        @Override
        public void put(Worker worker) throws StowageException {
            boolean there = right.workers().stream().anyMatch(old -> old.id().equals(worker.id()));
            if (!has(Flaw.KEEPS_OLD_WORKER) || !there) {
                right.put(worker);
            }
        }

        @Override
        public boolean remove(WorkerId worker) throws StowageException {
            if (!has(Flaw.KEEPS_STATES_OF_REMOVED)) {
                return right.remove(worker);
            }
            List<Sync> kept = right.syncs(SyncQuery.ALL.on(worker)).items();
            Optional<Worker> old = right.workers().stream()
                    .filter(one -> one.id().equals(worker))
                    .findFirst();
            boolean removed = right.remove(worker);
            if (old.isPresent()) {
                right.put(old.get());
                right.plan(kept);
            }
            return removed;
        }

        @Override
        public Map<WorkerId, SyncState> states(Sha256 asset) throws StowageException {
            return right.states(asset);
        }

        @Override
        public void record(Sha256 asset, WorkerId worker, SyncState state) throws StowageException {
            if (!has(Flaw.KEEPS_FIRST_STATE) || !right.states(asset).containsKey(worker)) {
                right.record(asset, worker, state);
            }
        }

        @Override
        public void plan(List<Sync> wanted) throws StowageException {
            if (!has(Flaw.PLANS_OVER)) {
                right.plan(wanted);
                return;
            }
            for (Sync sync : wanted) {
                right.record(sync.asset(), sync.worker(), sync.state());
            }
        }

        @Override
        public void forget(Sha256 asset, WorkerId worker) throws StowageException {
            right.forget(asset, worker);
        }

        @Override
        public Page<Sync> syncs(SyncQuery query) throws StowageException {
            return right.syncs(
                    has(Flaw.LISTS_OTHER_WORKERS)
                            ? new SyncQuery(
                                    query.asset(), Optional.empty(), query.phases(), query.limit(), query.cursor())
                            : query);
        }

        @Override
        public List<Sync> due(WorkerId worker, int limit) throws StowageException {
            if (!has(Flaw.DUE_WHATEVER_FAILED)) {
                return right.due(worker, limit);
            }
            return right.syncs(SyncQuery.ALL
                            .on(worker)
                            .in(Set.of(SyncState.Phase.PENDING, SyncState.Phase.FAILED))
                            .limit(limit))
                    .items();
        }

        @Override
        public Map<WorkerId, Map<SyncState.Phase, Long>> counts() throws StowageException {
            return has(Flaw.COUNTS_NOTHING) ? Map.of() : right.counts();
        }

        @Override
        public Optional<WorkerSelection> selection(Sha256 asset) throws StowageException {
            Optional<WorkerSelection> said = right.selection(asset);
            return has(Flaw.FORGETS_NONE) ? said.filter(selection -> !selection.equals(WorkerSelection.NONE)) : said;
        }

        @Override
        public void select(Sha256 asset, WorkerSelection selection) throws StowageException {
            right.select(asset, selection);
        }
    }

    private final class Rules implements RuleStore {
        private final RuleStore right;

        Rules(RuleStore right) {
            this.right = right;
        }

        @Override
        public List<PlacementRule> rules() throws StowageException {
            return right.rules();
        }

        @Override
        public void replace(List<PlacementRule> rules) throws StowageException {
            if (has(Flaw.SORTS_RULES)) {
                right.replace(rules.stream()
                        .sorted(Comparator.comparing(PlacementRule::name))
                        .toList());
                return;
            }
            if (has(Flaw.REPLACES_RULES_PIECEMEAL)) {
                right.replace(rules.subList(0, rules.size() / 2));
                long end = System.nanoTime() + 1_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
            right.replace(rules);
        }
    }
}
