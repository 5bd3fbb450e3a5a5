// Recognises where a pasted text belongs, before anything is asked over the network. Pure.

const SECRET = /([?&](?:token|key|api_key|access_token|sig|signature)=)[^&#]*/gi;
const HASH = /^(?:[0-9a-f]{8}|[0-9a-f]{10}|[0-9a-f]{12}|[0-9a-f]{64})$/i;
const AIR = /^(?:urn:)?air:/i;
const REPOSITORY = /^[\w][\w.-]*\/[\w][\w.-]*(?:[/:@][^\s]*)?$/;
const CIVITAI_HOST = /(^|\.)civitai\.(com|green|red|work)$/;
const HUGGINGFACE_HOST = /(^|\.)(huggingface\.co|hf\.co)$/;
const CIVITAI_PATH = /^\/(?:models\/\d|api\/(?:v1\/)?(?:download\/models|models|model-versions)\/)/;

/**
 * The source that a text belongs to: `civitai`, `huggingface`, `direct`, or nothing when it cannot be one.
 *
 * @param origins by source, the origins at which it is reached here
 */
export function sourceOf(text, origins = {}) {
    const word = text.trim();
    if (AIR.test(word) || HASH.test(word) || /^\d+(@\d+)?$/.test(word)) {
        return 'civitai';
    }
    if (/^hf:\/\//.test(word)) {
        return 'huggingface';
    }
    const url = address(word);
    if (url) {
        return ofAddress(url, origins);
    }
    return REPOSITORY.test(word) ? 'huggingface' : undefined;
}

function address(word) {
    const withScheme = /^(?:www\.)?(?:civitai\.com|huggingface\.co|hf\.co)\//i.test(word) ? `https://${word}` : word;
    if (!/^https?:\/\//i.test(withScheme) || /\s/.test(withScheme)) {
        return undefined;
    }
    return URL.canParse(withScheme) ? new URL(withScheme) : undefined;
}

function ofAddress(url, origins) {
    if (CIVITAI_HOST.test(url.hostname)) {
        return 'civitai';
    }
    if (HUGGINGFACE_HOST.test(url.hostname)) {
        return 'huggingface';
    }
    const here = Object.keys(origins).filter((source) => origins[source].includes(url.origin));
    // Both may be reached at one address: then the path tells.
    if (here.includes('civitai') && (here.length === 1 || CIVITAI_PATH.test(url.pathname))) {
        return 'civitai';
    }
    return here.includes('huggingface') ? 'huggingface' : 'direct';
}

/** The text with its secrets left out, to be shown. */
export function shown(text) {
    return text.trim().replace(SECRET, '$1…');
}

/** The references of a pasted text, one a line, each once. */
export function lines(text) {
    const all = text.split(/\r?\n/).map((line) => line.trim());
    return [...new Set(all.filter((line) => line && !line.startsWith('#')))];
}

/** The references in a dropped file: a shortcut of Windows is a list of settings, of which one is the address. */
export function references(content) {
    return /^\[InternetShortcut\]/im.test(content) ? (/^URL=(.*)$/im.exec(content)?.[1] ?? '') : content;
}

/** How people call a source. */
export function sourceName(source) {
    return { civitai: 'CivitAI', huggingface: 'HuggingFace', direct: 'Direct link' }[source] ?? source ?? 'Unknown';
}
