// Where a download is and what it waits for, in words. Pure.

import { duration, moment, speed } from './format.js';

export const ACTIVE = ['resolving', 'downloading', 'verifying', 'placing', 'registering', 'syncing'];

/** The tabs of the list; a tab without statuses shows all. */
export const TABS = [
    { id: 'all', title: 'All', statuses: [] },
    { id: 'active', title: 'Active', statuses: ACTIVE },
    { id: 'waiting', title: 'Waiting', statuses: ['queued', 'paused'] },
    { id: 'yours', title: 'Needs you', statuses: ['awaiting_decision', 'awaiting_review'] },
    { id: 'done', title: 'Done', statuses: ['completed'] },
    { id: 'failed', title: 'Failed', statuses: ['failed'] },
];

const NEEDS = {
    choose_file: 'Which file do you want?',
    duplicate: 'This is in your library already.',
    add_token: 'The source wants a token of yours.',
    accept_license: 'The terms have to be accepted at the source first.',
    purchase: 'Access has to be bought at the source first.',
    free_space: 'There is not enough room on the disk.',
    fix_storage: 'The folder cannot be written.',
    open_page: 'The source asks something that only a browser can answer.',
    allow_address: 'This address belongs to a private network and is not allowed.',
    confirm_change: 'The file at the source is another one now.',
};

const TYPES = {
    checkpoint: 'CKPT',
    diffusion_model: 'DIFF',
    lora: 'LoRA',
    embedding: 'EMB',
    vae: 'VAE',
    controlnet: 'CTRL',
    text_encoder: 'TEXT',
    clip_vision: 'CLIP',
    ip_adapter: 'IPA',
    upscaler: 'UP',
    hypernetwork: 'HYPER',
    motion_module: 'MOTION',
    detector: 'DETECT',
    llm: 'LLM',
    pipeline: 'PIPE',
    workflow: 'FLOW',
    config: 'CONF',
    archive: 'ZIP',
};

export const KNOWN_TYPES = [...Object.keys(TYPES), 'other'];

/** A type in a few letters. */
export function monogram(type) {
    return TYPES[type] ?? '?';
}

/** A name of the API as people write it: `diffusion_model` is a diffusion model. */
export function plain(word) {
    return word === 'lora' ? 'LoRA' : word.replaceAll('_', ' ');
}

/** What a person is asked. */
export function question(need) {
    return NEEDS[need] ?? 'Something has to be settled first.';
}

/** What an equal thing was recognised by. */
export function matchedBy(word) {
    return { published_hash: 'same SHA-256', computed_hash: 'same SHA-256', source: 'same file of the same source' }[word] ?? plain(word);
}

/** What comparing digests said. */
export function verdict(hash) {
    return {
        match: 'Verified',
        mismatch: 'Potentially corrupted or tampered',
        unpublished: 'Not verified: no hash published',
        pending: 'Not verified yet',
    }[hash?.verdict ?? 'pending'];
}

/** Why it is not simply going on, as the server says it; else nothing. */
export function reason(download) {
    return download.error?.message ?? download.messages?.at(-1) ?? '';
}

function transfer(progress) {
    if (!progress || progress.bytesPerSecond == null) {
        return 'Connecting';
    }
    if (progress.bytesPerSecond === 0) {
        return 'Waiting for data';
    }
    const left = progress.eta == null ? '' : ` · ${duration(progress.eta)} left`;
    return speed(progress.bytesPerSecond) + left;
}

function waiting(download) {
    const why = reason(download);
    if (download.retryAt) {
        return `Waits until ${moment(download.retryAt)}${why ? `: ${why}` : ''}`;
    }
    return why || 'Waiting for its turn';
}

/** What it does at this moment, on one line. */
export function state(download, progress) {
    switch (download.status) {
        case 'resolving':
            return 'Finding out what it is';
        case 'queued':
            return waiting(download);
        case 'downloading':
            return transfer(progress);
        case 'paused':
            return 'Paused';
        case 'verifying':
            return 'Verifying';
        case 'awaiting_decision':
            return question(download.needs);
        case 'awaiting_review':
            return 'Waits for your review';
        case 'placing':
            return 'Moving into its folder';
        case 'registering':
            return 'Entering it in the library';
        case 'syncing':
            return 'Going to the workers';
        case 'completed':
            return download.filePath ?? 'Done';
        case 'failed':
            return 'Failed';
        case 'cancelled':
            return 'Cancelled';
        default:
            return plain(download.status);
    }
}

/** What may be done with it now. */
export function actions(download) {
    switch (download.status) {
        case 'queued':
        case 'downloading':
            return ['pause', 'cancel'];
        case 'paused':
            return ['resume', 'cancel'];
        case 'failed':
            return ['retry', 'cancel'];
        case 'resolving':
        case 'verifying':
        case 'awaiting_decision':
            return ['cancel'];
        case 'completed':
            return ['verify'];
        default:
            return [];
    }
}
