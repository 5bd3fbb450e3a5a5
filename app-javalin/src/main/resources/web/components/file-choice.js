import { html, nothing } from 'lit';
import { size, exact } from '../format.js';
import { View } from '../view.js';

/** The files of a reference, of which some are chosen. Tells a change with the event `choose` and the set of ids. */
class FileChoice extends View {
    static properties = { files: { attribute: false }, chosen: { attribute: false } };

    render() {
        const alone = this.files.length === 1;
        return html`<ul class="files" aria-label="Files">
            ${this.files.map(
                (file) => html`<li>
                    <label>
                        <input
                            type="checkbox"
                            ?hidden=${alone}
                            .checked=${this.chosen.has(file.id)}
                            @change=${(event) => this.#toggle(file.id, event.target.checked)}
                        />
                        <span class="file-name">${file.name}</span>
                        ${file.recommended && !alone ? html`<span class="badge good">recommended</span>` : nothing}
                        <span class="facts">${this.#facts(file)}</span>
                        <span class="number" title=${file.sizeBytes == null ? '' : exact(file.sizeBytes)}>
                            ${file.sizeBytes == null ? 'size unknown' : size(file.sizeBytes)}
                        </span>
                    </label>
                </li>`,
            )}
        </ul>`;
    }

    #facts(file) {
        const hash = file.sha256 ?? file.gitSha1;
        const kind = [file.precision, file.format].filter(Boolean).join(' ');
        return html`${kind}${kind ? ' · ' : ''}${hash
            ? html`<code title=${`${file.sha256 ? 'SHA-256' : 'git SHA-1'} ${hash}`}>${hash.slice(0, 10)}</code>`
            : html`<span class="doubt">no hash published</span>`}`;
    }

    #toggle(id, on) {
        const chosen = new Set(this.chosen);
        chosen[on ? 'add' : 'delete'](id);
        this.dispatchEvent(new CustomEvent('choose', { detail: chosen }));
    }
}

customElements.define('file-choice', FileChoice);
