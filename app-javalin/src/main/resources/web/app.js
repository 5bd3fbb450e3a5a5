// The page: starts listening to the server, and lets a person paste and steer from anywhere on it.

import './components/stowage-app.js';
import { cards } from './cards.js';
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

addEventListener('dragover', (event) => event.preventDefault());

addEventListener('drop', async (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files].filter((file) => /\.(txt|url)$/i.test(file.name) && file.size < 1 << 20);
    const texts = await Promise.all(files.map((file) => file.text()));
    const dropped = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain');
    // A .url file is a list of settings, of which one is the address.
    cards.paste([dropped, ...texts].join('\n').replace(/^(\[InternetShortcut\]|(?!URL=)\w+=.*)$/gm, '').replace(/^URL=/gm, ''));
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
