// Light, dark, or as the system has it. What a person chose is kept in this browser.

const THEMES = ['', 'light', 'dark'];

function wear(theme) {
    document.documentElement.dataset.theme = theme;
}

/** Goes on to the next of the three. */
export function nextTheme() {
    const now = document.documentElement.dataset.theme ?? '';
    const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    wear(next);
    localStorage.setItem('theme', next);
}

wear(localStorage.getItem('theme') ?? '');
