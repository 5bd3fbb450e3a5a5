// Small pictures, drawn in the colour of the text around them.

import { html, svg } from 'lit';

const SHAPES = {
    pause: svg`<path d="M6 4h3v12H6zM11 4h3v12h-3z"/>`,
    resume: svg`<path d="M6 3.5v13l10.5-6.5z"/>`,
    retry: svg`<path class="line" d="M15.5 6.5A6.5 6.5 0 1 0 16.5 11M16 3v4h-4"/>`,
    cancel: svg`<path class="line" d="m5 5 10 10M15 5 5 15"/>`,
    verify: svg`<path class="line" d="M10 2.5 16 5v4.5c0 4-2.5 6.5-6 8-3.5-1.5-6-4-6-8V5zM7 9.8l2.2 2.2L13 8"/>`,
    more: svg`<path class="line" d="m5.5 8 4.5 4.5L14.5 8"/>`,
    check: svg`<path class="line" d="m4.5 10.5 3.8 3.8L15.5 6.5"/>`,
    warning: svg`<path class="line" d="M10 3 18 16.5H2zM10 8v4M10 14.2v.3"/>`,
    theme: svg`<path d="M10 2.7a7.3 7.3 0 0 0 0 14.6z"/><circle class="line" cx="10" cy="10" r="7.3"/>`,
    search: svg`<path class="line" d="M13 13l4 4M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z"/>`,
    folder: svg`<path class="line" d="M2.5 15.5v-11h5l2 2h8v9z"/>`,
};

export function icon(name) {
    return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>`;
}

/** The mark of Stowage: cargo in a hull, checked. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="hull" d="M3 12h26l-3 13a4 4 0 0 1-4 3H10a4 4 0 0 1-4-3z" />
    <path class="cargo" d="M9 3h6v7H9z" />
    <path class="hull faint" d="M17 5h7v5h-7z" />
    <path class="tick" d="m11 19.5 3.6 3.5 6.4-6.5" />
</svg>`;
