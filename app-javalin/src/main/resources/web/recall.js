/** Does something again after a while: once nobody has called for it any more, or soon although they go on calling. */
export class Recall {
    #work;
    #millis;
    #timer;
    #due = false;

    constructor(work, millis) {
        this.#work = work;
        this.#millis = millis;
    }

    onceQuiet() {
        if (!this.#due) {
            clearTimeout(this.#timer);
            this.#timer = setTimeout(() => this.#go(), this.#millis);
        }
    }

    soon() {
        this.onceQuiet();
        this.#due = true;
    }

    #go() {
        this.#due = false;
        this.#work();
    }
}
