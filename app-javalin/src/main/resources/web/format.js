// Numbers as people read them, the same way as on the command line. Pure: the same arguments give the same text.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const STEP = 1024;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The largest unit of which there is at least one, as shown: 1023.95 KiB would be shown as 1024.0, so it is 1.0 MiB. */
function unitOf(bytes) {
    let unit = 0;
    for (let value = bytes; unit < UNITS.length - 1 && value >= (unit === 0 ? STEP : STEP - 0.05); value /= STEP) {
        unit++;
    }
    return unit;
}

function number(bytes, unit) {
    return unit === 0 ? String(bytes) : (bytes / STEP ** unit).toFixed(1);
}

/** A size with one decimal, such as `2.6 GiB`; whole below one KiB. */
export function size(bytes) {
    const unit = unitOf(bytes);
    return `${number(bytes, unit)} ${UNITS[unit]}`;
}

/** How much of a size is there, in the unit of the whole: `1.2 of 2.6 GiB`. */
export function sizeOf(part, whole) {
    const unit = unitOf(whole);
    return `${number(part, unit)} of ${number(whole, unit)} ${UNITS[unit]}`;
}

/** All digits, in groups of three. */
export function exact(bytes) {
    return `${String(bytes).replace(/\B(?=(\d{3})+$)/g, '\u202f')} bytes`;
}

/** A speed, such as `35.1 MiB/s`. */
export function speed(bytesPerSecond) {
    return `${size(bytesPerSecond)}/s`;
}

/** Whole percent, never rounded up, so that 100 means all. */
export function percent(part, whole) {
    return whole > 0 ? Math.min(100, Math.floor((part * 100) / whole)) : 0;
}

/** How long it will take: seconds up to ten minutes, whole minutes up to 100 hours, `—` beyond. */
export function duration(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < MINUTE) {
        return `${whole} s`;
    }
    if (whole < 10 * MINUTE) {
        return `${Math.floor(whole / MINUTE)} min ${String(whole % MINUTE).padStart(2, '0')} s`;
    }
    if (whole < HOUR) {
        return `${Math.round(whole / MINUTE)} min`;
    }
    if (whole < 100 * HOUR) {
        return `${Math.floor(whole / HOUR)} h ${Math.floor((whole % HOUR) / MINUTE)} min`;
    }
    return '—';
}

/** The estimate to show after another one: a change of less than a twentieth is not worth a flicker. */
export function steady(shown, now) {
    if (shown == null || now == null || now <= MINUTE) {
        return now;
    }
    return Math.abs(now - shown) * 20 < shown ? shown : now;
}

/** A long name in two parts, of which the first may be cut: the end tells files apart. */
export function parted(name, tail = 14) {
    return name.length > tail * 2 ? [name.slice(0, -tail), name.slice(-tail)] : [name, ''];
}

/** The time of day when it is today, else the date. */
export function moment(text, now = new Date()) {
    const time = new Date(text);
    return time.toDateString() === now.toDateString()
        ? time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
        : time.toLocaleDateString([], { year: 'numeric', month: 'short', day: 'numeric' });
}

/** `1 download`, `2 downloads`. */
export function plural(count, one) {
    return `${count} ${one}${count === 1 ? '' : 's'}`;
}
