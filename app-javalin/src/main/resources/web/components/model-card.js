import { html, nothing } from 'lit';
import { cards } from '../cards.js';
import { icon } from '../icons.js';
import { linked } from '../linked.js';
import { textOf } from '../prose.js';
import { sourceName } from '../sources.js';
import { View } from '../view.js';
import { KNOWN_TYPES, matchedBy, plain } from '../words.js';
import './file-choice.js';
import './preview-strip.js';
import './token-form.js';

/** What a pasted reference means, and what would become of it. */
class ModelCard extends View {
    static properties = { card: { attribute: false }, state: { attribute: false }, whole: { state: true }, wish: { state: true } };

    #from;

    constructor() {
        super();
        this.whole = false;
        this.wish = {};
    }

    /** Where a source is, the page may be told later than what is pasted. */
    topics() {
        return ['origins'];
    }

    render() {
        const { state, url, label, busy } = this.card;
        const source = cards.source(url);
        return html`<section
            class="panel card"
            tabindex="-1"
            data-state=${state}
            aria-label=${this.card.resolution?.name ?? label}
            aria-busy=${state === 'looking' || busy ? 'true' : 'false'}
            @keydown=${this.#key}
        >
            <button class="quiet close" aria-label="Close" title="Close (Esc)" @click=${() => cards.dismiss(this.card)}>${icon('cancel')}</button>
            ${state === 'ready' ? this.#model(this.card.resolution) : this.#reference(state, source, label)} ${state === 'later' ? this.#later() : nothing}
            ${this.card.problem ? html`<p class="wrong" role="alert">${linked(this.card.problem.message)}</p>` : nothing}
            ${state === 'refused' ? this.#refused() : nothing} ${state === 'ready' ? this.#actions() : nothing}
        </section>`;
    }

    connectedCallback() {
        super.connectedCallback();
        this.#from = document.activeElement;
    }

    firstUpdated() {
        if (this.card === cards.all[0]) {
            this.scrollIntoView({ block: 'nearest' });
        }
    }

    updated() {
        // Enter is to work at once, unless the person is busy elsewhere by now.
        if (this.card.state === 'ready' && !this.met && this.#idle(document.activeElement)) {
            this.querySelector('section').focus({ preventScroll: true });
        }
        this.met = this.card.state === 'ready';
    }

    #idle(active) {
        const box = active?.id === 'paste' && active.value === '';
        return active === document.body || box || (active === this.#from && !active.matches('input, select, textarea'));
    }

    #reference(state, source, label) {
        const chip = html`<p class="eyebrow"><span class="chip" data-source=${source ?? 'none'}>${sourceName(source)}</span></p>`;
        return html`${state === 'later' ? nothing : chip}
            <p class="reference">${label}</p>
            ${state === 'looking' ? html`<p class="faint">Looking up…</p><div class="skeleton"></div>` : nothing}`;
    }

    #later() {
        return html`<p class="actions"><button @click=${() => cards.goOn(this.card)}>Look these up, too</button></p>`;
    }

    #refused() {
        const source = cards.tokenSource(this.card);
        return html`${this.card.problem.action === 'add_token' && source
                ? html`<token-form .source=${source} @kept=${() => cards.look(this.card)}></token-form>`
                : nothing}
            <p class="actions"><button @click=${() => cards.look(this.card)}>${icon('retry')}Try again</button></p>`;
    }

    #model(model) {
        return html`<p class="eyebrow">
                <span class="chip" data-source=${model.source}>${sourceName(model.source)}</span>
                ${model.creator ? html`<span>by ${model.creator}</span>` : nothing}
                ${model.license ? html`<span>${model.license}</span>` : nothing}
            </p>
            <h2>${model.name} ${model.version ? html`<span class="version">${model.version}</span>` : nothing}</h2>
            <p class="badges">
                <span class="badge type">${plain(model.variant ?? model.type)}</span>
                ${model.baseModel || model.baseFamily ? html`<span class="badge">${model.baseModel ?? model.baseFamily}</span>` : nothing}
                ${model.nsfw ? html`<span class="badge">for adults</span>` : nothing}
                ${model.tags.slice(0, 8).map((tag) => html`<span class="tag">${tag}</span>`)}
            </p>
            <preview-strip .previews=${model.previews} .nsfw=${model.nsfw} .name=${model.name}></preview-strip>
            ${model.triggerWords.length > 0
                ? html`<p class="words"><span class="label">Trigger words</span>${model.triggerWords.map((word) => html`<code>${word}</code>`)}</p>`
                : nothing}
            ${model.description ? this.#description(textOf(model.description)) : nothing}
            <file-choice .files=${model.files} .chosen=${this.card.chosen} @choose=${this.#choose}></file-choice>
            ${this.#targets()}
            ${model.warnings.map((warning) => html`<p class="doubt">${icon('warning')}<span>${warning}</span></p>`)} ${this.#duplicates()}`;
    }

    #description(text) {
        const long = text.length > 280 || text.split('\n').length > 4;
        const cut = long && !this.whole;
        return html`<p class="description ${cut ? 'cut' : ''}">${cut ? text.replace(/\n\s*\n/g, '\n') : text}</p>
            ${long ? html`<button class="link" @click=${() => (this.whole = !this.whole)}>${this.whole ? 'Less' : 'More'}</button>` : nothing}`;
    }

    #chosen() {
        return this.card.resolution.files.filter((file) => this.card.chosen.has(file.id));
    }

    #targets() {
        return this.#chosen().map(
            ({ target }) => html`<p class="target">
                ${icon('folder')}<span
                    ><span class="path">${target.path}</span>
                    <span class="faint" title=${target.explanation?.join('\n') ?? ''}>by rule “${target.rule}”</span></span
                >
            </p>`,
        );
    }

    #duplicates() {
        return this.#duplicate().map(
            ({ name, path, matchedBy: how }) => html`<p class="duplicate">
                ${icon('warning')}<span
                    >In your library already as <b>${name}</b> (${matchedBy(how)}): <span class="path">${path}</span></span
                >
            </p>`,
        );
    }

    #duplicate() {
        return this.#chosen().flatMap((file) => file.duplicates);
    }

    #actions() {
        const none = this.card.chosen.size === 0;
        const busy = this.card.busy ? 'true' : nothing;
        return html`${this.#options()}
            <p class="actions">
                ${this.#duplicate().length > 0
                    ? html`<button class="primary" ?disabled=${none} aria-disabled=${busy} @click=${() => this.#accept({ onDuplicate: 'skip' })}>Use what is there</button>
                          <button ?disabled=${none} aria-disabled=${busy} @click=${() => this.#accept({ onDuplicate: 'download' })}>Download anyway as “name (2)”</button>`
                    : html`<button class="primary" ?disabled=${none} aria-disabled=${busy} @click=${() => this.#accept()}>Download<kbd>Enter</kbd></button>
                          <button ?disabled=${none} aria-disabled=${busy} @click=${() => this.#accept({ paused: true })}>Add paused<kbd>Shift Enter</kbd></button>`}
                ${none ? html`<span class="faint">Choose a file first.</span>` : nothing}
            </p>`;
    }

    #options() {
        const { resolution } = this.card;
        const unknown = resolution.type === 'unknown';
        const [alone] = this.card.chosen.size === 1 ? this.#chosen() : [];
        const field = (name) => (event) => this.#want({ [name]: event.target.value.trim() });
        return html`<details class="options" ?open=${unknown}>
            <summary>${unknown ? 'What is it? Its folder depends on it' : 'Change before it is downloaded'}</summary>
            <div class="fields">
                ${alone ? html`<label>File name<input .value=${alone.name} @change=${field('name')} /></label>` : nothing}
                <label
                    >Type<select @change=${field('type')}>
                        ${[...new Set([...(unknown ? [''] : []), resolution.type, ...KNOWN_TYPES])]
                            .filter((type) => type !== 'unknown')
                            .map((type) => html`<option value=${type} ?selected=${type === resolution.type}>${type ? plain(type) : 'Choose…'}</option>`)}
                    </select></label
                >
                <label>Base model<input .value=${resolution.baseModel ?? ''} @change=${field('baseModel')} /></label>
                <label class="check"><input type="checkbox" @change=${(event) => (this.wish = { ...this.wish, review: event.target.checked ? 'always' : '' })} />Let me review it before it gets its place</label>
            </div>
        </details>`;
    }

    /** What decides about the place is asked about at once. */
    #want(change) {
        this.wish = { ...this.wish, ...change };
        cards.foresee(this.card, this.#wanted());
    }

    /** A name was meant for the file that was chosen then. */
    #choose(event) {
        cards.choose(this.card, event.detail);
        if (this.wish.name) {
            this.#want({ name: '' });
        }
    }

    #wanted() {
        return Object.fromEntries(Object.entries(this.wish).filter(([, value]) => value));
    }

    async #accept(how = {}) {
        if (this.card.busy) {
            return;
        }
        const held = this.contains(document.activeElement);
        const download = await cards.accept(this.card, { ...this.#wanted(), ...how });
        if (held && download) {
            this.#handOver(download.id);
        }
    }

    /** The keyboard goes on with the next card that is ready, else with the download that this one has become. */
    async #handOver(id) {
        await new Promise(requestAnimationFrame);
        document.querySelector(`.card[data-state='ready'], [data-row='${id}']`)?.focus();
    }

    #key(event) {
        if (event.key === 'Escape') {
            cards.dismiss(this.card);
            document.querySelector('#paste')?.focus();
            return;
        }
        const onField = event.target.closest('input, select, button, summary, textarea');
        if (event.key === 'Enter' && !onField && this.card.state === 'ready' && this.card.chosen.size > 0) {
            event.preventDefault();
            this.#accept(this.#duplicate().length > 0 ? { onDuplicate: 'skip' } : event.shiftKey ? { paused: true } : {});
        }
    }
}

customElements.define('model-card', ModelCard);
