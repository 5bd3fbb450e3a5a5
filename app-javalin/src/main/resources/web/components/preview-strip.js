import { html, nothing } from 'lit';
import { View } from '../view.js';

/** Pictures and clips of a model. What is not for everybody's eyes is blurred until it is clicked. */
class PreviewStrip extends View {
    static properties = { previews: { attribute: false }, nsfw: { type: Boolean }, name: {}, shown: { state: true }, broken: { state: true } };

    constructor() {
        super();
        this.previews = [];
        this.shown = false;
        this.broken = new Set();
    }

    render() {
        // Only our own server's pictures: it has fetched them, so that no site learns who looks.
        const own = this.previews.filter(({ url }) => url.startsWith('/') && !this.broken.has(url)).slice(0, 8);
        if (own.length === 0) {
            return nothing;
        }
        const veiled = this.nsfw && !this.shown;
        return html`<div class="strip ${veiled ? 'veiled' : ''}">
            ${own.map((preview, at) => this.#preview(preview, at))}
            ${veiled ? html`<button class="veil" @click=${() => (this.shown = true)}>Show pictures for adults</button>` : nothing}
        </div>`;
    }

    #preview({ url, kind }, at) {
        const broken = () => (this.broken = new Set([...this.broken, url]));
        return kind === 'video'
            ? html`<video src=${url} muted loop playsinline preload="metadata" @error=${broken} @pointerenter=${(e) => e.target.play()} @pointerleave=${(e) => e.target.pause()}></video>`
            : html`<img src=${url} loading="lazy" alt=${`Preview ${at + 1} of ${this.name}`} @error=${broken} />`;
    }
}

customElements.define('preview-strip', PreviewStrip);
