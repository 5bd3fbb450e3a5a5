package dev.stowage.architecture.violation.app;

import java.net.http.HttpClient;

/** Breaks: the application asks its own server only. */
public final class AsksSomebody {
    private AsksSomebody() {}

    static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
