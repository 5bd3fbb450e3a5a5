package dev.stowage.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Keeps OkHttp from asking again by itself after a 503 with {@code Retry-After: 0}: a wait of nothing is no wait, so the field goes. */
final class NoSilentRetry implements Interceptor {
    private static final int UNAVAILABLE = 503;
    private static final String FIELD = "Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        String wait = answer.header(FIELD);
        if (answer.code() != UNAVAILABLE || wait == null || !wait.matches("0+")) {
            return answer;
        }
        return answer.newBuilder().removeHeader(FIELD).build();
    }
}
