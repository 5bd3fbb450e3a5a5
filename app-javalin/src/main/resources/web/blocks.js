// How the rows of the list are divided into blocks. Pure but for what it remembers.

const SIZE = 20;

/** Blocks in which a row stays for as long as it is listed: in another one it would be made anew, and what was typed in it were lost. */
export class Blocks {
    #places = new Map();
    #last = 0;

    /** The blocks of a list that has grown, shrunk or both, but not changed its order; newer ones come in front. */
    divide(ids) {
        const blocks = new Map();
        let key;
        for (const id of ids.toReversed()) {
            key = this.#place(id, key, blocks);
            blocks.set(key, [id, ...(blocks.get(key) ?? [])]);
        }
        this.#places = new Map([...blocks].flatMap(([place, inside]) => inside.map((id) => [id, place])));
        return [...blocks].reverse().map(([place, inside]) => ({ key: place, ids: inside }));
    }

    /** The block of a row: its own, else that of the one behind it while there is room, else a new one. */
    #place(id, behind, blocks) {
        const own = this.#places.get(id);
        if (own !== undefined && (own === behind || !blocks.has(own))) {
            return own;
        }
        const room = behind !== undefined && blocks.get(behind).length < SIZE;
        return room ? behind : ++this.#last;
    }
}
