import { html, nothing } from 'lit';
import { store } from '../store.js';
import { View } from '../view.js';

/** Lets somebody in who has come without the link. */
class LoginPanel extends View {
    static properties = { problem: { state: true } };

    render() {
        return html`<section class="panel login">
            <h2>Open the link that Stowage printed</h2>
            <p>
                This page needs the link that <code>stowage serve</code> printed when it started. It works once; start it again for a
                new one.
            </p>
            <form @submit=${this.#submit}>
                <label>
                    <span>Or the API key, as it stands in the file <code>api-key</code> of the data folder</span>
                    <input name="key" type="password" autocomplete="off" required />
                </label>
                <button class="primary">Log in</button>
            </form>
            ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
        </section>`;
    }

    async #submit(event) {
        event.preventDefault();
        const key = new FormData(event.target).get('key').trim();
        try {
            await store.login(key);
        } catch (problem) {
            this.problem = problem.message;
        }
    }
}

customElements.define('login-panel', LoginPanel);
