// Pasted references that were not made downloads yet, newest first: each is a card on the page.

import { api } from './api.js';
import { lines, shown, sourceOf } from './sources.js';
import { store } from './store.js';

/** More lines than a person looks through wait until they are asked for: somebody may have pasted what was no list. */
const AT_ONCE = 30;

class Cards {
    all = [];

    /** Looks up what a text refers to, each of its lines apart. */
    paste(text) {
        const known = new Set(this.all.map((card) => card.url));
        const fresh = lines(text).filter((url) => !known.has(url));
        const cards = fresh.slice(0, AT_ONCE).map((url) => ({ url, label: shown(url), state: 'looking' }));
        this.all = [...cards, ...this.#later(fresh.slice(AT_ONCE)), ...this.all];
        store.tell('cards');
        cards.forEach((card) => this.look(card));
    }

    /** Looks up what a card held back. */
    goOn(card) {
        this.dismiss(card);
        this.paste(card.url);
    }

    /** The source that a text belongs to, as far as can be told without asking anybody. */
    source(text) {
        return sourceOf(text, store.origins);
    }

    /** The source that a token for a reference is given to; none where tokens are of no use, or not known yet to be. */
    tokenSource({ source, url }) {
        // What could not be looked up has no source yet, but its reference tells where it belongs.
        const wanted = source ?? this.source(url);
        return wanted in (store.origins ?? {}) ? wanted : undefined;
    }

    async look(card) {
        this.#change(card, { state: 'looking', problem: undefined });
        try {
            const resolution = await api.resolve({ url: card.url });
            const chosen = resolution.files.filter((file) => file.chosen).map((file) => file.id);
            this.#change(card, { state: 'ready', resolution, chosen: new Set(chosen) });
        } catch (problem) {
            this.#change(card, { state: 'refused', problem });
        }
    }

    choose(card, chosen) {
        this.#change(card, { chosen });
    }

    /** Finds out where the files would go with a wish; what is said of an older one comes too late. */
    async foresee(card, wish) {
        const asked = {};
        card.asked = asked;
        const change = await api.resolve(this.#request(card, wish)).then(
            ({ files }) => ({ resolution: this.#placed(card.resolution, files), problem: undefined }),
            (problem) => ({ problem }),
        );
        if (card.asked === asked) {
            this.#change(card, change);
        }
    }

    /** Makes downloads of a card and returns the first of them, if it may be; a wish is what a person wants otherwise than proposed. */
    async accept(card, wish = {}) {
        this.#change(card, { busy: true, problem: undefined });
        try {
            const download = await api.add(this.#request(card, wish));
            this.dismiss(card);
            store.changed(download);
            store.say(`${download.name ?? download.fileName ?? card.label} added`);
            return download;
        } catch (problem) {
            this.#change(card, { busy: false, problem });
            return undefined;
        }
    }

    dismiss(card) {
        this.all = this.all.filter((other) => other !== card);
        store.tell('cards');
    }

    #later(lines) {
        return lines.length === 0 ? [] : [{ url: lines.join('\n'), label: `${lines.length} more of the lines`, state: 'later' }];
    }

    #request(card, wish) {
        const several = (card.resolution?.files.length ?? 0) > 1 && card.chosen.size > 0;
        return { url: card.url, ...(several ? { fileIds: [...card.chosen] } : {}), ...wish };
    }

    #placed(resolution, files) {
        const targets = new Map(files.map(({ id, target }) => [id, target]));
        return { ...resolution, files: resolution.files.map((file) => ({ ...file, target: targets.get(file.id) ?? file.target })) };
    }

    #change(card, change) {
        Object.assign(card, change);
        store.tell('cards');
    }
}

export const cards = new Cards();
