import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { Blocks } from '../blocks.js';
import { icon } from '../icons.js';
import { store } from '../store.js';
import { View } from '../view.js';
import { TABS } from '../words.js';
import './download-row.js';
import './row-block.js';

const TYPING_MILLIS = 250;

/** All downloads, in tabs. Rows are drawn in blocks, and only those blocks that are near what is looked at. */
class DownloadList extends View {
    #typing;
    #sight;
    #blocks = new Blocks();
    #view;

    topics() {
        return ['list'];
    }

    connectedCallback() {
        super.connectedCallback();
        this.#sight = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#more(), { rootMargin: '600px' });
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#sight.disconnect();
    }

    willUpdate() {
        const view = `${store.tab}|${store.text}`;
        if (view !== this.#view) {
            this.#view = view;
            this.#blocks = new Blocks();
        }
    }

    render() {
        const ids = store.visible().map(({ id }) => id);
        return html`<section class="list" aria-label="Downloads">
            <div class="bar">
                <div role="tablist" aria-label="Which downloads" @keydown=${this.#tabKey}>${TABS.map((tab) => this.#tab(tab))}</div>
                <label class="search">${icon('search')}<input type="search" placeholder="Find" aria-label="Find in downloads" @input=${this.#find} /></label>
            </div>
            <div id="rows" role="tabpanel" aria-labelledby=${`tab-${store.tab}`}>
                <div role="list" @keydown=${this.#rowKey}>${keyed(this.#view, this.#drawn(ids))}</div>
                ${ids.length === 0 && store.loaded && !store.hasMore() ? this.#empty() : nothing}
                <div class="end">${store.hasMore() ? 'Loading…' : nothing}</div>
            </div>
        </section>`;
    }

    updated() {
        const end = this.querySelector('.end');
        // Observed anew, so that it is told again although it has not moved.
        this.#sight.unobserve(end);
        this.#sight.observe(end);
    }

    #drawn(ids) {
        return html`${repeat(
            this.#blocks.divide(ids),
            ({ key }) => key,
            ({ ids: inside }, at) => html`<row-block .ids=${inside} ?first=${at < 2}></row-block>`,
        )}`;
    }

    #tab({ id, title }) {
        const selected = store.tab === id;
        const count = store.downloads.count(id);
        return html`<button
            role="tab"
            id=${`tab-${id}`}
            aria-controls="rows"
            aria-selected=${selected ? 'true' : 'false'}
            tabindex=${selected ? 0 : -1}
            class=${id === 'yours' && count > 0 ? 'calling' : ''}
            @click=${() => store.show(id)}
        >
            ${title}<span class="count">${count}</span>
        </button>`;
    }

    #empty() {
        if (store.tab !== 'all' || store.text) {
            return html`<p class="empty">${store.text ? `Nothing here has “${store.text}” in its name or address.` : 'Nothing here.'}</p>`;
        }
        return html`<div class="empty">
            <h2>Paste a link to begin</h2>
            <p>Anywhere on this page, or into the box above. For example:</p>
            <ul>
                <li><code>https://civitai.com/models/4384</code></li>
                <li><code>https://huggingface.co/stabilityai/sdxl-vae</code></li>
                <li><code>https://example.org/some-lora.safetensors</code></li>
            </ul>
        </div>`;
    }

    #more() {
        if (store.hasMore()) {
            store.more();
        }
    }

    #find(event) {
        const text = event.target.value.trim();
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => store.show(store.tab, text), TYPING_MILLIS);
    }

    #tabKey(event) {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) {
            const at = TABS.findIndex(({ id }) => id === store.tab);
            const next = TABS[(at + step + TABS.length) % TABS.length].id;
            store.show(next);
            this.querySelector(`#tab-${next}`).focus();
        }
    }

    /** The row before or behind another one; it may not be drawn yet when somebody is fast. */
    #beside(id, step) {
        const ids = store.visible().map((download) => download.id);
        const wanted = ids[ids.indexOf(id) + step];
        const block = [...this.querySelectorAll('row-block')].find((one) => one.ids.includes(wanted));
        return block?.row(wanted);
    }

    #rowKey(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const row = event.target.closest('[data-row]');
        if (step && row === event.target) {
            const next = this.#beside(row.dataset.row, step);
            next?.focus();
            next?.scrollIntoView({ block: 'nearest' });
            event.preventDefault();
        }
    }
}

customElements.define('download-list', DownloadList);
