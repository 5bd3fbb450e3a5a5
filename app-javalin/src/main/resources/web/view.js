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
}
