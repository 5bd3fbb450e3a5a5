package dev.stowage.civitai;

import dev.stowage.spi.Provider;
import dev.stowage.spi.ProviderContext;
import dev.stowage.spi.Setting;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import java.util.List;

/**
 * Models, versions and files of CivitAI, as {@code civitai}.
 *
 * @since 0.1
 */
public final class CivitaiProvider implements Provider<SourceResolver> {
    static final String ID = "civitai";
    static final String ENDPOINT = "endpoint";

    @Override
    public Class<SourceResolver> port() {
        return SourceResolver.class;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.withDefault(
                ENDPOINT,
                "Where CivitAI is, such as https://civitai.com; with another site its usual hosts are left alone.",
                Site.PUBLIC_ADDRESS));
    }

    @Override
    public SourceResolver create(ProviderContext context) throws StowageException {
        Site site = Site.at(context.setting(ENDPOINT).orElse(Site.PUBLIC_ADDRESS));
        return new CivitaiResolver(site, new CivitaiApi(context.http(), site), context.clock());
    }
}
