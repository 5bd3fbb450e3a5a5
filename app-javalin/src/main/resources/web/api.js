// The HTTP API. Everything is same-origin JSON; what goes wrong is thrown as a problem with a sentence for people.

// A flaw that is told in a sentence of its own needs no list around it.
const sentences = ({ errors = [] }) => (errors.every(({ message }) => message?.startsWith('Could not')) ? errors.map(({ message }) => message).join(' ') : '');

/** An answer that is not a success, as the server tells it. */
export class Problem extends Error {
    constructor(status, body) {
        super(sentences(body) || body.detail || body.title || `The server answered with status ${status}.`);
        this.status = status;
        this.code = body.code;
        this.retryable = body.retryable ?? false;
        this.action = body.action;
        this.errors = body.errors ?? [];
    }
}

const refusals = new Set();

/** Calls back whenever the server wants to know who is there. */
export function onLocked(listener) {
    refusals.add(listener);
}

async function body(response) {
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
    return isJson ? response.json() : {};
}

async function call(method, path, content, headers = {}) {
    let response;
    try {
        response = await fetch(path, {
            method,
            headers: { Accept: 'application/json', ...(content === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
            body: content === undefined ? undefined : JSON.stringify(content),
        });
    } catch {
        throw new Problem(0, { detail: 'Could not reach Stowage: it does not answer. See whether `stowage serve` still runs.', retryable: true });
    }
    if (response.ok) {
        return response.status === 204 ? undefined : body(response);
    }
    if (response.status === 401) {
        refusals.forEach((listener) => listener());
    }
    throw new Problem(response.status, await body(response).catch(() => ({})));
}

const path = (id, ...rest) => ['/downloads', encodeURIComponent(id), ...rest].join('/');

export const api = {
    login: (key) => call('POST', '/sessions', { key }),
    /** What a reference means, and what would become of it with what a person wants otherwise than proposed. */
    resolve: (wish) => call('POST', '/resolutions', wish),
    /** A page of the list; parameters without a value are left out. */
    list: (parameters) => {
        const given = Object.entries(parameters).filter(([, value]) => value != null && value !== '');
        return call('GET', `/downloads?${new URLSearchParams(given)}`);
    },
    add: (wish) => call('POST', '/downloads', wish, { 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` }),
    details: (id) => call('GET', path(id)),
    /** One of pause, resume, cancel, retry, verify, approve. */
    command: (id, name) => call('POST', path(id, name), {}),
    reject: (id, reason) => call('POST', path(id, 'reject'), reason ? { reason } : {}),
    decide: (id, decision) => call('POST', path(id, 'decision'), decision),
    review: (id) => call('GET', path(id, 'review')),
    saveReview: (id, draft) => call('PUT', path(id, 'review'), draft),
    tokens: () => call('GET', '/tokens'),
    setToken: (source, token) => call('PUT', `/tokens/${encodeURIComponent(source)}`, { token }),
};
