package dev.stowage.architecture.violation.alpha;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/** Breaks: nobody opens a URL. */
public final class OpensUrl {
    private OpensUrl() {}

    static InputStream open(URL url) throws IOException {
        return url.openStream();
    }
}
