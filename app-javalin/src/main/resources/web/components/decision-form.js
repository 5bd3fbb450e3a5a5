import { html, nothing } from 'lit';
import { api } from '../api.js';
import { cards } from '../cards.js';
import { icon } from '../icons.js';
import { linked } from '../linked.js';
import { store } from '../store.js';
import { View } from '../view.js';
import { matchedBy, reason } from '../words.js';
import './file-choice.js';
import './token-form.js';

/** Asks a person what the download waits for, and tells the server the answer. */
class DecisionForm extends View {
    static properties = { download: { attribute: false }, files: { state: true }, chosen: { state: true }, problem: { state: true }, busy: { state: true } };

    constructor() {
        super();
        this.chosen = new Set();
    }

    topics() {
        return ['origins'];
    }

    render() {
        const forms = { choose_file: () => this.#files(), duplicate: () => this.#duplicate(), add_token: () => this.#token(), confirm_change: () => this.#change() };
        return html`<div class="below decision" tabindex="-1">
            ${this.download.needs === 'duplicate' && this.download.duplicates.length > 0 ? nothing : html`<p>${linked(reason(this.download))}</p>`}
            ${(forms[this.download.needs] ?? (() => this.#again()))()} ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
        </div>`;
    }

    /** The files come in place of the button. */
    haven() {
        return this.querySelector('.below');
    }

    #files() {
        if (!this.files) {
            return html`<p class="actions"><button class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#look}>Choose a file…</button></p>`;
        }
        return html`<file-choice .files=${this.files} .chosen=${this.chosen} @choose=${(event) => (this.chosen = event.detail)}></file-choice>
            <p class="actions">
                <button class="primary" ?disabled=${this.chosen.size === 0} aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#decide({ action: 'confirm', fileIds: [...this.chosen] })}>
                    Download
                </button>
            </p>`;
    }

    #duplicate() {
        return html`${this.download.duplicates.map(
                ({ name, path, matchedBy: how }) => html`<p class="faint">It is there as <b>${name}</b> (${matchedBy(how)}): <span class="path">${path}</span></p>`,
            )}
            <p class="actions">
                <button class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#decide({ action: 'skip' })}>Use what is there</button>
                <button aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#decide({ action: 'download' })}>Download anyway as “name (2)”</button>
            </p>`;
    }

    #token() {
        const source = cards.tokenSource(this.download);
        // The download goes on by itself when there is a token.
        return source ? html`<token-form .source=${source}></token-form>` : this.#again();
    }

    #change() {
        return html`<p class="actions">
            <button class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#decide({ action: 'confirm' })}>Take the new file</button>
        </p>`;
    }

    #again() {
        return html`<p class="actions">
            <button class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.#run(() => api.command(this.download.id, 'retry'))}>${icon('retry')}Try again</button>
        </p>`;
    }

    async #look() {
        await this.#run(async () => {
            const { files } = await api.resolve({ url: this.download.url });
            this.files = files;
            this.chosen = new Set(files.filter((file) => file.chosen).map((file) => file.id));
        });
    }

    #decide(decision) {
        return this.#run(() => api.decide(this.download.id, decision));
    }

    async #run(work) {
        if (this.busy) {
            return;
        }
        this.busy = true;
        this.problem = undefined;
        try {
            const download = await work();
            if (download?.status) {
                store.changed(download);
            }
        } catch (problem) {
            this.problem = problem.message;
        }
        this.busy = false;
    }
}

customElements.define('decision-form', DecisionForm);
