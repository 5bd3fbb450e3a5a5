// One row at a time is a stop of the Tab key; the arrows go on from there.

const STOP = '[data-row][tabindex="0"]';

/** Makes a row the one. */
export function stopAt(row) {
    document.querySelectorAll(STOP).forEach((other) => (other.tabIndex = -1));
    row.tabIndex = 0;
}

/** Sees to it that there is one as long as there are rows: the one before may be gone, or not be drawn now. */
export function keepStop() {
    const first = document.querySelector(STOP) ?? document.querySelector('[data-row]');
    if (first) {
        first.tabIndex = 0;
    }
}
