package dev.stowage.placeholder.http;

import com.google.common.base.Joiner;
import dev.failsafe.RetryPolicy;
import okhttp3.HttpUrl;

/** Stands in until this module has code, and uses each of its dependencies once. */
public final class Placeholder {
    private Placeholder() {}

    /** Shows that core and the libraries are there. */
    public static String describe(String url) {
        int retries = RetryPolicy.ofDefaults().getConfig().getMaxRetries();
        String core = dev.stowage.placeholder.core.Placeholder.module();
        return Joiner.on(' ').join(core, HttpUrl.get(url).host(), retries);
    }
}
