import { html } from 'lit';
import { plural } from '../format.js';
import { store } from '../store.js';
import { View } from '../view.js';

const PAUSE_MILLIS = 3000;

/** Tells people who do not see the list what has changed in it: at most once in three seconds, several changes as one. */
class SpokenChanges extends View {
    static properties = { text: { state: true } };

    #waiting = [];
    #timer;
    #end;

    connectedCallback() {
        super.connectedCallback();
        this.#end = store.on('spoken', () => this.#hear(store.spoken));
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#end();
    }

    render() {
        return html`<p class="unseen" role="status">${this.text}</p>`;
    }

    #hear(text) {
        this.#waiting.push(text);
        if (!this.#timer) {
            this.#say();
        }
    }

    #say() {
        this.#timer = undefined;
        if (this.#waiting.length > 0) {
            this.text = this.#waiting.length === 1 ? this.#waiting[0] : `${plural(this.#waiting.length, 'download')} changed`;
            this.#waiting = [];
            this.#timer = setTimeout(() => this.#say(), PAUSE_MILLIS);
        }
    }
}

customElements.define('spoken-changes', SpokenChanges);
