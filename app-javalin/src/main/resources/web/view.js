// What the components of the page have in common.

import { LitElement } from 'lit';
import { store } from './store.js';

/** A component in the page's own document, so that one stylesheet dresses all of them. It is drawn anew when one of its topics is told. */
export class View extends LitElement {
    #ends = [];

    /** The topics of the store that this shows. */
    topics() {
        return [];
    }

    createRenderRoot() {
        return this;
    }

    connectedCallback() {
        super.connectedCallback();
        this.#ends = this.topics().map((topic) => store.on(topic, () => this.requestUpdate()));
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#ends.forEach((end) => end());
    }

    /** Draws; what has the keyboard and is not drawn any more hands it over, so that nobody has to start again at the top of the page. */
    update(changed) {
        const held = this.contains(document.activeElement);
        super.update(changed);
        if (held && !this.contains(document.activeElement)) {
            this.haven()?.focus({ preventScroll: true });
        }
    }

    /** What takes the keyboard over: the card or row in this, or around it. */
    haven() {
        return this.querySelector('.card, [data-row]') ?? this.closest('.card, [data-row]');
    }
}
