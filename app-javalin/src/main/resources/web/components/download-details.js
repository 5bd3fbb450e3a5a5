import { html, nothing } from 'lit';
import { api } from '../api.js';
import { moment } from '../format.js';
import { shown } from '../sources.js';
import { View } from '../view.js';
import { plain, verdict } from '../words.js';

/** All that is known of one download: where from and where to, its hashes, and what has become of it. */
class DownloadDetails extends View {
    static properties = { download: { attribute: false }, full: { state: true }, problem: { state: true } };

    willUpdate(changed) {
        if (changed.has('download') && changed.get('download')?.version !== this.download.version) {
            this.#fetch(this.download.id);
        }
    }

    render() {
        const download = { ...this.full, ...this.download };
        const { hash, placement } = download;
        return html`<div class="below details">
            <dl>
                ${this.#row('From', shown(download.url))} ${this.#row('File', download.fileName)} ${this.#row('Place', download.filePath ?? placement?.path)}
                ${this.#row('Rule', placement?.rule)} ${this.#row('Hash', verdict(hash))} ${this.#code('Published', hash.expected)}
                ${this.#code('Computed', hash.actual)} ${this.#row('Added', moment(download.createdAt))}
                ${(this.full?.findings ?? []).map((finding) => this.#row('Note', finding.message))}
                ${download.health === 'ok' ? nothing : download.messages.map((message) => this.#row('Message', message))}
            </dl>
            ${this.full?.history?.length ? this.#history(this.full.history) : nothing} ${this.problem ? html`<p class="wrong">${this.problem}</p>` : nothing}
        </div>`;
    }

    #row(name, value) {
        return value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
    }

    #code(name, value) {
        return value ? html`<dt>${name}</dt><dd><code>${value}</code></dd>` : nothing;
    }

    #history(changes) {
        return html`<ol class="history">
            ${changes.map(({ at, status, reason }) => html`<li><time datetime=${at}>${new Date(at).toLocaleTimeString()}</time>${plain(status)}${reason ? ` · ${reason}` : ''}</li>`)}
        </ol>`;
    }

    async #fetch(id) {
        try {
            const full = await api.details(id);
            // Answers may overtake each other.
            if (!(this.full?.version > full.version)) {
                this.full = full;
            }
            this.problem = undefined;
        } catch (problem) {
            this.problem = problem.message;
        }
    }
}

customElements.define('download-details', DownloadDetails);
