// What the page knows, and who wants to hear of it. Topics: `list`, `link`, `cards`, `origins`, `notices`, `total`, and `row:<id>` of each download.

import { api, onLocked } from './api.js';
import { Collection } from './collection.js';
import { listen } from './events.js';
import { Recall } from './recall.js';
import { shown } from './sources.js';
import { TABS } from './words.js';

const PAGE = 200;
const QUIET_MILLIS = 1000;

class Store {
    #listeners = new Map();
    #pages = new Map();
    #events;
    #recount = new Recall(() => this.#askCounts(), QUIET_MILLIS);
    #heard;

    downloads = new Collection();
    tab = 'all';
    text = '';
    /** Ids of rows whose details are open. */
    open = new Set();
    /** `connecting`, `open`, `lost`. */
    link = 'connecting';
    locked = false;
    loaded = false;
    notices = [];
    spoken = '';
    /** By source that shows tokens, the origins at which it is reached here; nothing until the server has told. */
    origins;

    on(topic, listener) {
        const listeners = this.#listeners.get(topic) ?? new Set();
        this.#listeners.set(topic, listeners.add(listener));
        return () => {
            listeners.delete(listener);
            if (listeners.size === 0 && this.#listeners.get(topic) === listeners) {
                this.#listeners.delete(topic);
            }
        };
    }

    tell(...topics) {
        topics.forEach((topic) => this.#listeners.get(topic)?.forEach((listener) => listener()));
    }

    start() {
        onLocked(() => this.#lock());
        this.#events = listen((message) => this.#receive(message));
    }

    async login(key) {
        await api.login(key);
        this.locked = false;
        this.tell('link');
        this.#events.again();
        await this.reload();
    }

    show(tab, text = this.text) {
        this.tab = tab;
        this.text = text;
        this.tell('list');
        if (text && !this.#pages.has(this.#view())) {
            this.more();
        }
    }

    visible() {
        return this.downloads.select(this.tab, this.text);
    }

    /** Whether the server has more of what is looked at. */
    hasMore() {
        const next = this.#pages.get(this.#view());
        if (next === null || !this.loaded) {
            return false;
        }
        return this.text !== '' || this.visible().length < this.downloads.count(this.tab);
    }

    /** Fetches the next page of what is looked at. */
    async more() {
        const view = this.#view();
        const cursor = this.#pages.get(view);
        if (cursor === null || cursor === 'coming') {
            return;
        }
        this.#pages.set(view, 'coming');
        const status = TABS.find(({ id }) => id === this.tab).statuses.join(',');
        try {
            const q = this.text;
            const page = await this.#ask({ status, q, limit: PAGE, cursor });
            this.#pages.set(view, page.nextCursor ?? null);
            this.downloads.add(page.items);
            // Those of a search are of what it has found.
            if (!q) {
                this.#settle(page.counts);
            }
        } catch (problem) {
            this.#pages.set(view, cursor);
            this.notice(problem.message);
        }
        this.tell('list');
    }

    /** The list anew, as a tab needs it that came when the stream was open already; says whether it came. */
    async reload() {
        const page = await this.#ask({ limit: PAGE }).catch(() => undefined);
        if (page && this.loaded) {
            page.items.forEach((download) => this.changed(download));
            this.#settle(page.counts);
        } else if (page) {
            // What was told meanwhile may be newer, and stays.
            this.downloads.add(page.items);
            this.#begin(page.nextCursor);
            this.#settle(page.counts);
        }
        return page !== undefined;
    }

    /** Sends a command for a download; what goes wrong is told. */
    async act(work, id) {
        try {
            const download = await work();
            if (download?.id && download.status) {
                this.changed(download);
            }
            return download;
        } catch (problem) {
            this.notice(problem.message);
            this.tell(`row:${id}`);
            return undefined;
        }
    }

    toggle(id) {
        if (!this.open.delete(id)) {
            this.open.add(id);
        }
        this.tell(`row:${id}`);
    }

    notice(message) {
        this.notices = [...this.notices.filter((other) => other !== message), message].slice(-3);
        this.tell('notices');
    }

    forget(message) {
        this.notices = this.notices.filter((other) => other !== message);
        this.tell('notices');
    }

    /** Has a change read out. */
    say(text) {
        this.spoken = text;
        this.tell('spoken');
    }

    #receive({ kind, data }) {
        const receivers = {
            link: () => this.#linked(data),
            joined: () => this.#joined(data),
            snapshot: () => this.#snapshot(data),
            download: () => this.changed(data),
            progress: () => this.#advanced(data),
            removed: () => this.downloads.remove(data.id) && this.tell('list'),
            notice: () => this.notice(data.message),
        };
        receivers[kind]?.();
    }

    #joined(link) {
        this.#linked(link === 'refused' ? 'connecting' : link);
        this.reload();
    }

    async #linked(link) {
        this.#heard = link;
        // Where the server refuses the stream, for instance because too many listen, asking now and then does as well.
        const state = link === 'refused' ? await this.#asked() : link;
        // What is heard while it is asked is newer.
        if (this.#heard === link) {
            this.link = state;
            this.tell('link');
        }
    }

    async #asked() {
        return this.locked ? this.link : (await this.reload()) ? 'open' : 'lost';
    }

    #lock() {
        if (!this.locked) {
            this.locked = true;
            this.tell('link');
        }
    }

    #snapshot({ downloads, counts, nextCursor }) {
        this.downloads.replace(downloads, counts);
        this.#pages.clear();
        this.#begin(nextCursor);
    }

    #begin(nextCursor) {
        this.#pages.set('all|', nextCursor ?? null);
        this.loaded = true;
        this.locked = false;
        this.link = this.link === 'lost' ? 'open' : this.link;
        this.tell('link', 'list', 'total', ...this.#rows());
        if (!this.origins) {
            this.#learnOrigins();
        }
    }

    /** Takes a download in as it is now. */
    changed(download) {
        const before = this.downloads.get(download.id);
        const change = this.downloads.put(download);
        if (change === 'stale') {
            return;
        }
        if (change === 'moved') {
            this.#announce(before, download);
            this.#moved(before, download);
            this.tell('list', 'total');
        }
        this.tell(`row:${download.id}`);
    }

    #advanced(batch) {
        this.tell(...this.downloads.advance(batch).map((id) => `row:${id}`), 'total');
    }

    #announce(before, { status, name, fileName, url }) {
        const ends = { completed: 'finished', failed: 'failed', awaiting_decision: 'needs your decision', awaiting_review: 'waits for your review' };
        if (before && ends[status]) {
            this.say(`${name ?? fileName ?? shown(url)} ${ends[status]}`);
        }
    }

    /** Where it is not known what a download was before, only the server can tell the counts. */
    #moved(before, download) {
        if (before || download.version <= 1) {
            this.#recount.onceQuiet();
        } else {
            this.#recount.soon();
        }
    }

    /** A page of the list, without its counts if something was counted meanwhile: nobody can tell which is newer. */
    async #ask(query) {
        const { counted } = this.downloads;
        const page = await api.list(query);
        return { ...page, counts: counted === this.downloads.counted ? page.counts : undefined };
    }

    async #askCounts() {
        const page = await this.#ask({ limit: 1 }).catch(() => undefined); // whoever is back at the server is told them
        if (page) {
            this.#settle(page.counts);
        }
    }

    #settle(counts) {
        if (counts) {
            this.downloads.counts = counts;
            this.tell('list');
        } else {
            this.#recount.soon();
        }
    }

    async #learnOrigins() {
        const told = await api.tokens().catch(() => undefined); // asked again with the next snapshot
        if (told) {
            this.origins = Object.fromEntries(told.items.map(({ source, origins }) => [source, origins ?? []]));
            this.tell('origins');
        }
    }

    #rows() {
        return [...this.#listeners.keys()].filter((topic) => topic.startsWith('row:'));
    }

    #view() {
        return `${this.tab}|${this.text}`;
    }
}

export const store = new Store();
