import { html, nothing } from 'lit';
import { api } from '../api.js';
import { sourceName } from '../sources.js';
import { View } from '../view.js';

/** Takes a person's token of a source, and tells with `kept` that the server has it. */
class TokenForm extends View {
    static properties = { source: {}, problem: { state: true }, busy: { state: true } };

    render() {
        const name = sourceName(this.source);
        return html`<form class="actions" @submit=${this.#keep}>
                <input name="token" type="password" autocomplete="off" required placeholder="Token" aria-label=${`Token of ${name}`} />
                <button class="primary" aria-disabled=${this.busy ? 'true' : nothing}>Save and go on</button>
                <span class="faint">It is kept encrypted, and shown to ${name} only.</span>
            </form>
            ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}`;
    }

    async #keep(event) {
        event.preventDefault();
        if (this.busy) {
            return;
        }
        const token = new FormData(event.target).get('token').trim();
        this.busy = true;
        this.problem = undefined;
        try {
            await api.setToken(this.source, token);
            this.dispatchEvent(new CustomEvent('kept'));
        } catch (problem) {
            this.problem = problem.message;
        }
        this.busy = false;
    }
}

customElements.define('token-form', TokenForm);
