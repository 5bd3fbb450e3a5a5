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

    updated() {
        this.style.minHeight = this.near ? '' : `${this.#height ?? this.ids.length * ROW_PIXELS}px`;
    }

    /** Whether it is near what is looked at, as the observer says. */
    approach(isNear) {
        if (this.near && !isNear) {
            // What has the keyboard stays.
            if (this.contains(document.activeElement)) {
                return;
            }
            this.#height = this.getBoundingClientRect().height;
        }
        this.near = isNear;
    }
}

customElements.define('row-block', RowBlock);
