// The page: starts listening to the server, and lets a person paste and steer from anywhere on it.

import './components/stowage-app.js';
import { cards } from './cards.js';
import { references } from './sources.js';
import { store } from './store.js';
import { size, percent } from './format.js';

const TITLE_MILLIS = 1000;

function typing(target) {
    return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

addEventListener('paste', (event) => {
    if (!typing(event.target) && !store.locked) {
        cards.paste(event.clipboardData.getData('text/plain'));
        event.preventDefault();
    }
});

/** Text may be moved within fields; elsewhere, and into the box, what is dropped is looked up. */
function taken(event) {
    return !store.locked && (!typing(event.target) || event.target.id === 'paste');
}

addEventListener('dragover', (event) => taken(event) && event.preventDefault());

addEventListener('drop', async (event) => {
    if (!taken(event)) {
        return;
    }
    event.preventDefault();
    const files = [...event.dataTransfer.files].filter((file) => /\.(txt|url)$/i.test(file.name) && file.size < 1 << 20);
    const texts = await Promise.all(files.map((file) => file.text()));
    const dropped = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain');
    cards.paste([dropped, ...texts.map(references)].join('\n'));
});

function title() {
    const { active, bytesPerSecond, received, bytes } = store.downloads.total();
    const share = bytes > 0 ? `${percent(received, bytes)} % · ` : '';
    const now = active > 0 ? `(${active}) ${share}${size(bytesPerSecond)}/s — Stowage` : 'Stowage';
    if (document.title !== now) {
        document.title = now;
    }
}

setInterval(title, TITLE_MILLIS);
store.start();
