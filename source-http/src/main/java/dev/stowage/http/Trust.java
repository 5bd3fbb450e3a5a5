package dev.stowage.http;

import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * Whose certificates are believed, and who resolves names. Production uses the platform's answers to both; tests bring their own authority
 * and their own name service.
 *
 * @param names looks names up
 * @param authorities tells the client whom to believe, when not the platform
 */
record Trust(okhttp3.Dns names, Optional<UnaryOperator<OkHttpClient.Builder>> authorities) {
    static Trust ofThePlatform() {
        return new Trust(okhttp3.Dns.SYSTEM, Optional.empty());
    }
}
