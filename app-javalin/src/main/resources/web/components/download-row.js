import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../api.js';
import { exact, parted, percent, size, sizeOf } from '../format.js';
import { icon } from '../icons.js';
import { linked } from '../linked.js';
import { keepStop, stopAt } from '../roving.js';
import { shown, sourceName } from '../sources.js';
import { store } from '../store.js';
import { View } from '../view.js';
import { ACTIVE, actions, monogram, plain, reason, state, verdict } from '../words.js';
import './decision-form.js';
import './download-details.js';
import './review-form.js';

const TRANSFERS = ['queued', 'downloading', 'paused', 'failed', 'cancelled'];
const TITLES = { pause: 'Pause', resume: 'Resume', retry: 'Retry', cancel: 'Cancel', verify: 'Read the file again and compare its hash' };

/** One download: two lines, and what it asks or tells below them. */
class DownloadRow extends View {
    static properties = { key: { attribute: false }, busy: { state: true } };

    topics() {
        return [`row:${this.key}`, 'link'];
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        keepStop();
    }

    firstUpdated() {
        keepStop();
    }

    render() {
        const download = store.downloads.get(this.key);
        if (!download) {
            return nothing;
        }
        const progress = store.downloads.progress(this.key);
        const open = store.open.has(this.key);
        return html`<article
            role="listitem"
            data-row=${this.key}
            data-status=${download.status}
            data-health=${download.health}
            tabindex="-1"
            aria-label=${`${this.#name(download)}, ${plain(download.status)}`}
            @keydown=${(event) => this.#pressed(event, download)}
            @focus=${(event) => stopAt(event.currentTarget)}
        >
            <span class="tile" data-type=${download.type ?? 'unknown'} aria-hidden="true">${monogram(download.type)}</span>
            <div class="title">${this.#title(download)}</div>
            <div class="numbers">${this.#numbers(download, progress)}</div>
            <div class="state">${this.#state(download, progress)}</div>
            <div class="track">${this.#bar(download, progress)}</div>
            <div class="buttons">${this.#buttons(download, open)}</div>
            ${this.#below(download, open)}
        </article>`;
    }

    #name(download) {
        return download.fileName ?? download.name ?? shown(download.url);
    }

    #title(download) {
        const [head, tail] = parted(download.name ?? download.fileName ?? shown(download.url));
        return html`<span class="name" title=${this.#name(download)}><span>${head}</span><span>${tail}</span></span>
            ${download.type && download.type !== 'unknown' ? html`<span class="badge type">${plain(download.type)}</span>` : nothing}
            ${download.baseModel || download.baseFamily ? html`<span class="badge">${download.baseModel ?? download.baseFamily}</span>` : nothing}
            ${download.source ? html`<span class="badge source">${sourceName(download.source)}</span>` : nothing}`;
    }

    #bytes(download, progress) {
        return { received: progress?.received ?? download.receivedBytes, total: progress?.total ?? download.totalBytes };
    }

    #numbers(download, progress) {
        const { received, total } = this.#bytes(download, progress);
        if (total == null) {
            return received ? size(received) : nothing;
        }
        // All is only there when its hash has said so: until then nothing shows 100 %.
        const counts = TRANSFERS.includes(download.status) && received > 0 && received < total;
        return counts
            ? html`<span title=${`${exact(received)} of ${exact(total)}`}>${sizeOf(received, total)}</span><b>${percent(received, total)} %</b>`
            : html`<span title=${exact(total)}>${size(total)}</span>`;
    }

    #state(download, progress) {
        const lost = store.link === 'lost' && ACTIVE.includes(download.status);
        const text = lost ? 'Reconnecting…' : state(download, progress);
        if (download.status === 'completed') {
            const sure = download.hash.verdict === 'match';
            const sign = download.health === 'error' || !sure ? 'warning' : 'check';
            return html`<span class="verdict ${download.health === 'error' ? 'bad' : sure ? 'good' : 'doubt'}">${icon(sign)}${verdict(download.hash)}</span
                ><span class="path" title=${text}>${text}</span>`;
        }
        const told = ['queued', 'failed', 'cancelled', 'awaiting_decision', 'awaiting_review'].includes(download.status);
        const warning = download.health === 'warning' && !told ? reason(download) : '';
        return html`<span>${text}</span>${warning ? html`<span class="doubt" title=${warning}>${icon('warning')}${warning}</span>` : nothing}`;
    }

    #bar(download, progress) {
        const { received, total } = this.#bytes(download, progress);
        const moving = ACTIVE.includes(download.status);
        if (!moving && (!TRANSFERS.includes(download.status) || total == null || !received)) {
            return nothing;
        }
        const counted = TRANSFERS.includes(download.status) || progress?.phase === download.status;
        const known = counted && total != null && store.link !== 'lost';
        const label = this.#name(download);
        return known
            ? html`<progress max=${total || 1} .value=${received} aria-label=${label} aria-valuetext=${`${percent(received, total)} percent, ${state(download, progress)}`}></progress>`
            : html`<progress aria-label=${label} aria-valuetext=${state(download, progress)}></progress>`;
    }

    #buttons(download, open) {
        const name = this.#name(download);
        // A button never becomes one that does something else while it has the keyboard; resuming is the other side of pausing.
        return html`${repeat(
                this.#icons(download),
                (action) => (action === 'resume' ? 'pause' : action),
                (action) => html`<button
                    class="quiet"
                    data-action=${action}
                    title=${TITLES[action]}
                    aria-label=${`${TITLES[action]}: ${name}`}
                    aria-disabled=${this.busy === action ? 'true' : nothing}
                    @click=${() => this.#act(action)}
                >
                    ${icon(action)}
                </button>`,
            )}<button class="quiet more" aria-expanded=${open ? 'true' : 'false'} title="Details" aria-label=${`Details: ${name}`} @click=${() => store.toggle(this.key)}>
                ${icon('more')}
            </button>`;
    }

    /** A failed one has its button below, with the reason. */
    #icons(download) {
        return actions(download).filter((action) => action !== 'retry');
    }

    #below(download, open) {
        return html`${download.status === 'failed' || (download.status === 'completed' && download.health === 'error') ? this.#failure(download) : nothing}
            ${download.status === 'awaiting_decision' ? html`<decision-form .download=${download}></decision-form>` : nothing}
            ${download.status === 'awaiting_review' ? html`<review-form .download=${download}></review-form>` : nothing}
            ${open ? html`<download-details .download=${download}></download-details>` : nothing}`;
    }

    #failure(download) {
        return html`<div class="below failure">
            <p>${linked(reason(download))}</p>
            ${download.status === 'failed' ? this.#again(download) : nothing}
        </div>`;
    }

    /** What is for nothing to try again may be tried, but is not what is advised. */
    #again(download) {
        return html`<button
            class=${download.error?.retryable === false ? '' : 'primary'}
            data-action="retry"
            aria-label=${`Retry: ${this.#name(download)}`}
            aria-disabled=${this.busy === 'retry' ? 'true' : nothing}
            @click=${() => this.#act('retry')}
        >
            ${icon('retry')}Retry
        </button>`;
    }

    async #act(action) {
        if (this.busy === action) {
            return;
        }
        this.busy = action;
        await store.act(() => api.command(this.key, action), this.key);
        this.busy = undefined;
    }

    #pressed(event, download) {
        if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const possible = actions(download);
        const wanted = { ' ': ['pause', 'resume'], r: ['retry'], R: ['retry'] }[event.key]?.find((action) => possible.includes(action));
        if (event.key === 'Enter') {
            store.toggle(this.key);
        } else if (wanted) {
            this.#act(wanted);
        } else if (event.key !== ' ') {
            return;
        }
        event.preventDefault();
    }
}

customElements.define('download-row', DownloadRow);
