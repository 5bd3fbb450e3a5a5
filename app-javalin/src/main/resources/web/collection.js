// The downloads that this page knows, newest first. Events may come twice and in any order of downloads: a version is never taken back.

import { ACTIVE, TABS } from './words.js';
import { steady } from './format.js';

const newestFirst = (a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1);

export class Collection {
    #byId = new Map();
    #progress = new Map();
    #sorted = [];
    counts = {};
    /** How many changes were counted; what is asked for meanwhile may be older or newer than they are. */
    counted = 0;

    get(id) {
        return this.#byId.get(id);
    }

    progress(id) {
        return this.#progress.get(id);
    }

    get size() {
        return this.#byId.size;
    }

    /** Starts again with what the server has. */
    replace(downloads, counts) {
        this.#byId.clear();
        this.#progress.clear();
        this.#sorted = [];
        this.counts = counts ?? {};
        this.counted++;
        this.add(downloads);
    }

    /** Takes a page of the list in; says whether any of it was new. */
    add(downloads) {
        const fresh = downloads.filter((download) => this.#newer(download));
        fresh.forEach((download) => this.#keep(download));
        this.#sorted = [...this.#byId.values()].sort(newestFirst);
        return fresh.length > 0;
    }

    /**
     * Takes one changed download in.
     *
     * @return `stale` when it was known, `changed` when its row has to be drawn anew, `moved` when the list has to be
     */
    put(download) {
        if (!this.#newer(download)) {
            return 'stale';
        }
        const before = this.#byId.get(download.id);
        this.#count(before, download);
        this.#keep(download);
        this.#sort(before, download);
        return before?.status === download.status ? 'changed' : 'moved';
    }

    /** Takes a batch of `[id, received, total, speed, eta, phase]` in; returns the ids of those that are known. */
    advance(batch) {
        const known = batch.filter(([id]) => this.#byId.has(id));
        for (const [id, received, total, bytesPerSecond, eta, phase] of known) {
            const shown = this.#progress.get(id);
            this.#progress.set(id, { received, total, bytesPerSecond, eta: steady(shown?.eta, eta), phase });
        }
        return known.map(([id]) => id);
    }

    remove(id) {
        const gone = this.#byId.get(id);
        if (gone) {
            this.#count(gone, undefined);
            this.#byId.delete(id);
            this.#progress.delete(id);
            this.#sorted = this.#sorted.filter((download) => download.id !== id);
        }
        return gone !== undefined;
    }

    /** The downloads of a tab that have a text in their name, file, address or model. */
    select(tab, text) {
        const statuses = TABS.find(({ id }) => id === tab).statuses;
        const words = text.toLowerCase();
        return this.#sorted.filter(
            (download) =>
                (statuses.length === 0 || statuses.includes(download.status)) &&
                (!words || [download.name, download.fileName, download.url].some((field) => field?.toLowerCase().includes(words))),
        );
    }

    /** How many there are in a tab, at the server. */
    count(tab) {
        const { statuses } = TABS.find(({ id }) => id === tab);
        const counted = statuses.length === 0 ? Object.keys(this.counts) : statuses;
        return counted.reduce((sum, status) => sum + (this.counts[status] ?? 0), 0);
    }

    /** Speed and share of all that is being transferred. */
    total() {
        const sum = { bytesPerSecond: 0, received: 0, bytes: 0, active: 0 };
        for (const [id, progress] of this.#progress) {
            if (this.#byId.get(id)?.status === 'downloading') {
                sum.active++;
                sum.bytesPerSecond += progress.bytesPerSecond ?? 0;
                sum.received += progress.total == null ? 0 : progress.received;
                sum.bytes += progress.total ?? 0;
            }
        }
        return sum;
    }

    #newer(download) {
        return download.version > (this.#byId.get(download.id)?.version ?? -1);
    }

    #keep(download) {
        const before = this.#byId.get(download.id);
        this.#byId.set(download.id, download);
        if (!ACTIVE.includes(download.status) || (before && before.status !== download.status)) {
            this.#progress.delete(download.id);
        }
        if (download.status === 'downloading' && download.bytesPerSecond != null && !this.#progress.has(download.id)) {
            const { id, receivedBytes, totalBytes, bytesPerSecond, etaSeconds } = download;
            this.#progress.set(id, { received: receivedBytes, total: totalBytes, bytesPerSecond, eta: etaSeconds });
        }
    }

    #sort(before, download) {
        if (before) {
            this.#sorted[this.#sorted.indexOf(before)] = download;
            return;
        }
        const at = this.#sorted.findIndex((other) => newestFirst(download, other) < 0);
        this.#sorted.splice(at < 0 ? this.#sorted.length : at, 0, download);
    }

    /** A download that was not known may be an old one beyond the loaded pages; its first version tells a new one. */
    #count(before, after) {
        if (before?.status === after?.status) {
            return;
        }
        this.counted++;
        if (before) {
            this.counts[before.status] = Math.max(0, (this.counts[before.status] ?? 0) - 1);
        }
        if (after && (before || after.version <= 1)) {
            this.counts[after.status] = (this.counts[after.status] ?? 0) + 1;
        }
    }
}
