import { html, nothing } from 'lit';
import { api } from '../api.js';
import { icon } from '../icons.js';
import { textOf } from '../prose.js';
import { store } from '../store.js';
import { View } from '../view.js';
import { KNOWN_TYPES, plain } from '../words.js';

const LIST = ', ';
const listed = (text) => text.split(',').map((word) => word.trim()).filter(Boolean);
const typed = (text) => text.replace(/\r\n?/g, '\n').trim();

/** What a person looks at, and may change, before a file gets its place. */
class ReviewForm extends View {
    static properties = { download: { attribute: false }, review: { state: true }, problem: { state: true }, busy: { state: true }, sure: { state: true }, edited: { state: true } };

    render() {
        if (!this.review) {
            return html`<div class="below decision">
                <p>${this.download.messages?.at(-1) ?? 'Have a look at it before it gets its place.'}</p>
                <p class="actions"><button class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#open}>Review…</button></p>
                ${this.#wrong()}
            </div>`;
        }
        const { draft, findings } = this.review;
        return html`<form class="below review" tabindex="-1" aria-label="Review" @submit=${this.#approve} @change=${this.#unsure}>
            ${findings.map(({ message, blocking }) => html`<p class=${blocking ? 'doubt' : 'faint'}>${icon('warning')}<span>${message}</span></p>`)}
            <div class="fields">
                ${this.#text('name', 'Name', draft.name)} ${this.#type(draft.type)} ${this.#text('baseModel', 'Base model', draft.baseModel)}
                ${this.#text('triggerWords', 'Trigger words, with commas', draft.triggerWords?.join(LIST))} ${this.#text('tags', 'Tags, with commas', draft.tags?.join(LIST))}
                ${this.#text('target', 'Place, below the models folder', draft.target, 'Where the rules put it')}
                <label class="wide">Description<textarea name="description" rows="4" .value=${textOf(draft.description ?? '')}></textarea></label>
            </div>
            ${this.#covers(draft.cover)} ${this.#placement()} ${this.#wrong()}
            <p class="actions">
                <button class="primary" aria-disabled=${this.busy ? 'true' : nothing}>${icon('check')}Approve</button>
                <button type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#save}>Save</button>
                <button type="button" class="danger" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#reject}>${this.sure ? 'Really reject it' : 'Reject'}</button>
            </p>
        </form>`;
    }

    #text(name, title, value, placeholder = '') {
        return html`<label>${title}<input name=${name} .value=${value ?? ''} placeholder=${placeholder} /></label>`;
    }

    #type(type) {
        const types = [...new Set([type ?? 'unknown', ...KNOWN_TYPES])];
        return html`<label
            >Type<select name="type">
                ${types.map((one) => html`<option value=${one} ?selected=${one === type}>${plain(one)}</option>`)}
            </select></label
        >`;
    }

    #covers(cover) {
        const pictures = (this.review.previews ?? []).filter(({ url, kind }) => kind === 'image' && url.startsWith('/'));
        return pictures.length === 0
            ? nothing
            : html`<fieldset class="covers">
                  <legend>Cover</legend>
                  ${pictures.map(
                      ({ url }, at) => html`<label
                          ><input type="radio" name="cover" value=${url} ?checked=${url === cover} /><img src=${url} alt=${`Preview ${at + 1}`}
                      /></label>`,
                  )}
              </fieldset>`;
    }

    #placement() {
        const { placement } = this.review;
        return placement
            ? html`<p class="target">
                  ${icon('folder')}<span
                      ><span class="path">${placement.path}</span>
                      <span class="faint" title=${placement.explanation?.join('\n') ?? ''}>${this.edited ? 'before your changes' : `by rule “${placement.rule}”`}</span></span
                  >
              </p>`
            : nothing;
    }

    #wrong() {
        return this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing;
    }

    #draft() {
        const fields = Object.fromEntries(new FormData(this.querySelector('form')));
        return {
            name: fields.name.trim(),
            type: fields.type,
            baseModel: fields.baseModel.trim() || null,
            triggerWords: this.#list('triggerWords', fields),
            tags: this.#list('tags', fields),
            description: this.#description(fields),
            target: fields.target.trim() || null,
            ...(fields.cover === undefined ? {} : { cover: fields.cover }),
        };
    }

    /** A list that was not edited stays as it is, for there may be commas in its words. */
    #list(name, fields) {
        const words = this.review.draft[name] ?? [];
        return typed(fields[name]) === typed(words.join(LIST)) ? words : listed(fields[name]);
    }

    /** A description that was not edited stays as the source has it, with its markup. */
    #description({ description }) {
        const stored = this.review.draft.description ?? '';
        const text = typed(description);
        return (text === typed(textOf(stored)) ? stored : text) || null;
    }

    #open() {
        return this.#run(async () => {
            this.review = await api.review(this.download.id);
        });
    }

    /** The form that has come in place of the button. */
    haven() {
        return this.querySelector('form') ?? super.haven();
    }

    #save() {
        return this.#run(async () => {
            this.review = await api.saveReview(this.download.id, this.#draft());
            this.edited = false;
        });
    }

    #approve(event) {
        event.preventDefault();
        return this.#run(async () => {
            await api.saveReview(this.download.id, this.#draft());
            store.changed(await api.command(this.download.id, 'approve'));
        });
    }

    #unsure() {
        this.sure = false;
        this.edited = true;
    }

    #reject() {
        if (!this.sure) {
            this.sure = true;
            return;
        }
        this.#run(async () => store.changed(await api.reject(this.download.id)));
    }

    async #run(work) {
        if (this.busy) {
            return;
        }
        this.busy = true;
        this.problem = undefined;
        try {
            await work();
        } catch (problem) {
            this.problem = problem.message;
        }
        this.busy = false;
    }
}

customElements.define('review-form', ReviewForm);
