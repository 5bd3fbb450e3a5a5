// What sources say of their models, as plain text. Pure. Markup is taken out, never interpreted: the result is shown as text only.

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”' };
const MARKUP = /<\/?[a-z][^>]*>/i;
const HEADING = /^#{1,6} +/gm;
const LAST_CHARACTER = 0x10ffff;

function character(entity, code) {
    const hex = /^#x/i.test(code);
    if (!code.startsWith('#')) {
        return NAMED[code.toLowerCase()] ?? entity;
    }
    const point = parseInt(code.slice(hex ? 2 : 1), hex ? 16 : 10);
    return point > 0 && point <= LAST_CHARACTER ? String.fromCodePoint(point) : '';
}

/** The text of a description, whether it is HTML or not. */
export function textOf(description) {
    if (!MARKUP.test(description)) {
        return description.replace(HEADING, '').trim();
    }
    return description
        .replace(/<(script|style|iframe)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
        .replace(/\s+/g, ' ')
        .replace(/<li\b[^>]*>/gi, '\n• ')
        .replace(/<(?:br|hr)\b[^>]*>|<\/(?:p|div|ul|ol|h[1-6]|tr|blockquote|pre)\s*>/gi, '\n')
        .replace(/<\/?[a-z!][^>]*>/gi, '')
        .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, character)
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .replace(/\n+• /g, '\n• ')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
}
