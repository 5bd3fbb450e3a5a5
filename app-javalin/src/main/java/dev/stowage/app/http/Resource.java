package dev.stowage.app.http;

/** One resource of the API: knows its routes. */
interface Resource {
    void addTo(Routes routes);
}
