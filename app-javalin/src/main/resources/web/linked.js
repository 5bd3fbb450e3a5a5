// A sentence in which addresses can be followed, for instance to the terms that have to be accepted at a source.

import { html } from 'lit';

// What ends a sentence or a part of it is not of the address.
const ADDRESS = /(https?:\/\/[^\s"“”<>]*[^\s"“”<>.,;:!?)])/;

/** A text with its addresses as links. */
export function linked(text) {
    return text.split(ADDRESS).map((part, at) => (at % 2 === 0 ? part : html`<a href=${part} target="_blank" rel="noopener noreferrer">${part}</a>`));
}
