// The server's events. EventSource reconnects by itself and tells the server what it has seen; where it gives up, this does not.

const KINDS = ['hello', 'snapshot', 'download', 'progress', 'removed', 'worker', 'asset', 'notice'];
const AGAIN_MILLIS = 3000;

/**
 * Opens the stream and passes on `{kind, data}`: the server's events, and `link` with `open`, `lost` or `refused`.
 *
 * @return with what it is opened anew, at once
 */
export function openStream(listener) {
    let source;
    let timer;

    function open() {
        clearTimeout(timer);
        source?.close();
        source = new EventSource('/events');
        source.onopen = () => listener({ kind: 'link', data: 'open' });
        source.onerror = () => {
            const ended = source.readyState === EventSource.CLOSED;
            listener({ kind: 'link', data: ended ? 'refused' : 'lost' });
            if (ended) {
                timer = setTimeout(open, AGAIN_MILLIS);
            }
        };
        for (const kind of KINDS) {
            source.addEventListener(kind, (event) => listener({ kind, data: JSON.parse(event.data) }));
        }
    }

    open();
    return { again: open };
}
