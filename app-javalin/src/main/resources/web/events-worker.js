// One stream for all tabs: a browser opens six connections to a server at most, and a stream holds one of them for good.

import { openStream } from './stream.js';

const ports = new Set();
const recent = { hello: undefined, link: 'connecting' };

function tell(message) {
    ports.forEach((port) => port.postMessage(message));
}

const stream = openStream((message) => {
    if (message.kind === 'link') {
        recent.link = message.data;
    }
    tell(message);
});

self.onconnect = ({ ports: [port] }) => {
    ports.add(port);
    port.onmessage = ({ data }) => {
        if (data === 'bye') {
            ports.delete(port);
        } else if (data === 'again') {
            stream.again();
        }
    };
    // Who comes later has missed the snapshot; it asks the server for the list itself.
    port.postMessage({ kind: 'joined', data: recent.link });
};
