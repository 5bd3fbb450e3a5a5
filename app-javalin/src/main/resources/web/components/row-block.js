import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from '../view.js';
import './download-row.js';

const ROW_PIXELS = 65;
const MARGIN = '800px';

const near = new IntersectionObserver(
    (entries) => entries.forEach(({ target, isIntersecting }) => target.approach(isIntersecting)),
    { rootMargin: MARGIN },
);

/** A few rows of the list, drawn only while they are near what is looked at; else as high as they were. */
class RowBlock extends View {
    static properties = { ids: { attribute: false }, first: { type: Boolean }, near: { state: true } };

    #height;
    #at = 0;

    connectedCallback() {
        super.connectedCallback();
        this.near ??= this.first;
        near.observe(this);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        near.unobserve(this);
    }

    render() {
        return this.near
            ? repeat(
                  this.ids,
                  (id) => id,
                  (id) => html`<download-row .key=${id}></download-row>`,
              )
            : nothing;
    }

    update(changed) {
        this.#at = this.#rows().findIndex((row) => row.contains(document.activeElement));
        super.update(changed);
    }

    /** A row that goes hands the keyboard over to the next one. */
    haven() {
        const rows = this.#rows();
        return rows[Math.min(this.#at, rows.length - 1)];
    }

    /** One of the rows, drawn at once if it is not yet. */
    row(id) {
        this.near = true;
        this.performUpdate();
        const row = [...this.querySelectorAll('download-row')].find(({ key }) => key === id);
        row?.performUpdate();
        return row?.querySelector('[data-row]');
    }

    #rows() {
        return [...this.querySelectorAll('[data-row]')];
    }

    updated() {
        this.style.minHeight = this.near ? '' : `${this.#height ?? this.ids.length * ROW_PIXELS}px`;
    }

    /** Whether it is near what is looked at, as the observer says. */
    approach(isNear) {
        if (this.near && !isNear) {
            if (this.#inHand()) {
                return;
            }
            this.#height = this.getBoundingClientRect().height;
        }
        this.near = isNear;
    }

    /** What has the keyboard stays, and so does what somebody has begun to fill in. */
    #inHand() {
        const typed = [...this.querySelectorAll('input')].some((input) => input.value !== input.defaultValue);
        return typed || this.contains(document.activeElement) || this.querySelector('.review') !== null;
    }
}

customElements.define('row-block', RowBlock);
