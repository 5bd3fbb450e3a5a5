package dev.stowage.http;

import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * The guarded HTTP stack, on OkHttp, as {@code okhttp}.
 *
 * <p>It reaches public addresses on the ports 80 and 443, and the addresses of the setting {@code allowed-addresses} on any port, by
 * http and https alike: any link that returns a file works, a download never becomes a port scan, and whoever runs a host on another port
 * says so once. It follows redirects itself, judges every hop anew, and shows a token at its exact origin only.
 *
 * @since 0.1
 */
public final class GuardedHttpProvider implements Provider<HttpGateway> {
    @Override
    public Class<HttpGateway> port() {
        return HttpGateway.class;
    }

    @Override
    public String id() {
        return "okhttp";
    }

    @Override
    public List<Setting> settings() {
        return HttpSettings.declared();
    }

    @Override
    public HttpGateway create(ProviderContext context) throws StowageException {
        return new GuardedHttp(HttpSettings.of(context), Surroundings.of(context));
    }
}
