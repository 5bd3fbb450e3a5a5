import { html, nothing } from 'lit';
import { cards } from '../cards.js';
import { lines, sourceName } from '../sources.js';
import { View } from '../view.js';

/** Where a reference is pasted or typed. Its source is recognised at once, before anything is asked. */
class PasteBox extends View {
    static properties = { text: { state: true } };

    constructor() {
        super();
        // A link of another page may fill the box, and no more: what is downloaded is for the person to say.
        this.text = new URLSearchParams(location.search).get('add') ?? '';
    }

    topics() {
        return ['origins'];
    }

    render() {
        const source = cards.source(this.text);
        return html`<form class="paste" @submit=${this.#submit}>
            <input
                id="paste"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-label="Link, id or hash of a model"
                placeholder="Paste a link from CivitAI or HuggingFace, or to any file"
                .value=${this.text}
                @input=${(event) => (this.text = event.target.value)}
                @paste=${this.#paste}
            />
            ${this.text.trim() ? html`<span class="chip" data-source=${source ?? 'none'}>${source ? sourceName(source) : 'Not a link'}</span>` : nothing}
            <button class="primary" ?disabled=${!source}>Look up</button>
        </form>`;
    }

    firstUpdated() {
        this.querySelector('input').focus();
    }

    #paste(event) {
        const text = event.clipboardData.getData('text/plain');
        const all = lines(text);
        // One line that is not whole stays in the box to be completed; several would run into one there.
        if (all.length > 1 || (all.length === 1 && this.text === '' && cards.source(all[0]))) {
            event.preventDefault();
            cards.paste(text);
        }
    }

    #submit(event) {
        event.preventDefault();
        if (this.text.trim()) {
            cards.paste(this.text);
            this.text = '';
        }
    }
}

customElements.define('paste-box', PasteBox);
