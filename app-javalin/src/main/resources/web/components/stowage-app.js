import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cards } from '../cards.js';
import { plural, speed } from '../format.js';
import { icon, mark } from '../icons.js';
import { store } from '../store.js';
import { View } from '../view.js';
import { nextTheme } from '../theme.js';
import './download-list.js';
import './login-panel.js';
import './model-card.js';
import './paste-box.js';
import './shortcut-sheet.js';
import './spoken-changes.js';

/** The whole page. */
class StowageApp extends View {
    topics() {
        return ['link', 'cards', 'notices', 'total'];
    }

    connectedCallback() {
        super.connectedCallback();
        document.addEventListener('keydown', this.#key);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('keydown', this.#key);
    }

    render() {
        return html`${this.#header()}
            <main>
                ${store.locked ? html`<login-panel></login-panel>` : this.#work()}
            </main>
            <shortcut-sheet></shortcut-sheet>
            <spoken-changes></spoken-changes>`;
    }

    #header() {
        const { active, bytesPerSecond } = store.downloads.total();
        return html`<header>
            <h1>${mark}Stowage</h1>
            <p class="total">${active > 0 && store.link !== 'lost' ? html`<b>${speed(bytesPerSecond)}</b><span> · ${plural(active, 'transfer')}</span>` : nothing}</p>
            <button class="quiet" title="Light, dark or as the system" aria-label="Change between light and dark" @click=${nextTheme}>
                ${icon('theme')}
            </button>
            <button class="quiet" title="Keyboard shortcuts (?)" aria-label="Keyboard shortcuts" @click=${() => this.#sheet()}>?</button>
        </header>`;
    }

    #work() {
        return html`${store.link === 'lost'
                ? html`<p class="banner" role="alert">Stowage does not answer. Reconnecting… Downloads go on as soon as it runs again.</p>`
                : nothing}
            ${store.notices.map(
                (notice) => html`<p class="banner" role="alert">
                    ${notice}<button class="quiet" aria-label="Dismiss" @click=${() => store.forget(notice)}>${icon('cancel')}</button>
                </p>`,
            )}
            <paste-box></paste-box>
            ${repeat(
                cards.all,
                (card) => card.url,
                (card) => html`<model-card .card=${card} .state=${{ ...card }}></model-card>`,
            )}
            <download-list></download-list>`;
    }

    #sheet() {
        this.querySelector('shortcut-sheet').open();
    }

    #key = (event) => {
        const typing = event.target.closest?.('input, textarea, select');
        if ((event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
            this.querySelector('#paste')?.focus();
        } else if (event.key === '?' && !typing) {
            this.#sheet();
        } else {
            return;
        }
        event.preventDefault();
    };
}

customElements.define('stowage-app', StowageApp);
