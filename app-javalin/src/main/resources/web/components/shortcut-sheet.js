import { html } from 'lit';
import { View } from '../view.js';

const SHORTCUTS = [
    ['Ctrl V', 'Look up what is in the clipboard, anywhere on the page'],
    ['/', 'Go to the box'],
    ['Enter', 'On a card: download. On a row: its details'],
    ['Shift Enter', 'On a card: add it paused'],
    ['Esc', 'Close the card'],
    ['↑ ↓', 'Go through the list'],
    ['Space', 'Pause or resume'],
    ['R', 'Retry'],
    ['?', 'This list'],
];

/** What the keys do. */
class ShortcutSheet extends View {
    render() {
        return html`<dialog aria-label="Keyboard shortcuts" @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
            <h2>Keyboard</h2>
            <dl class="keys">
                ${SHORTCUTS.map(
                    ([keys, does]) => html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt>
                        <dd>${does}</dd>`,
                )}
            </dl>
            <form method="dialog"><button class="primary">Close</button></form>
        </dialog>`;
    }

    open() {
        this.querySelector('dialog').showModal();
    }
}

customElements.define('shortcut-sheet', ShortcutSheet);
