// The server's events for this tab: through the worker that all tabs share, or on a stream of its own where there are no such workers.

import { openStream } from './stream.js';

// Where scripts may only come from known addresses, the address of a script has to be named as one.
const address = { createScriptURL: () => '/web/events-worker.js' };

function shared(listener) {
    const policy = globalThis.trustedTypes?.createPolicy('stowage-worker', address) ?? address;
    const worker = new SharedWorker(policy.createScriptURL(''), { type: 'module', name: 'stowage-events' });
    const events = {};
    worker.port.onmessage = ({ data }) => listener(data);
    worker.onerror = () => {
        worker.port.close();
        Object.assign(events, openStream(listener));
    };
    addEventListener('pagehide', () => worker.port.postMessage('bye'));
    // A page that comes back from the history has said good-bye.
    addEventListener('pageshow', (event) => event.persisted && location.reload());
    return Object.assign(events, { again: () => worker.port.postMessage('again') });
}

/** Listens to what happens at the server, as `{kind, data}`; `again` opens the stream anew at once. */
export function listen(listener) {
    return 'SharedWorker' in globalThis ? shared(listener) : openStream(listener);
}
