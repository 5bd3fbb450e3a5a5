package dev.stowage.civitai;

import static java.util.Map.entry;

import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where CivitAI is. The public site has two fronts with the same numbers behind them, under several names; a configured one has exactly
 * one origin, which it may share with another source.
 */
final class Site {
    static final String PUBLIC_ADDRESS = "https://civitai.com";

    private static final Origin COM = https("civitai.com");
    private static final Origin RED = https("civitai.red");
    private static final Map<String, Origin> FRONTS = Map.ofEntries(
            entry("civitai.com", COM),
            entry("civitai.green", COM),
            entry("civitai.red", RED),
            entry("civitai.blue", RED),
            entry("civitaired.com", RED));
    /** The names of the site itself; on all others that it once had a token is not shown. */
    private static final List<Origin> TOKENS = Stream.of(
                    "civitai.com",
                    "www.civitai.com",
                    "api.civitai.com",
                    "civitai.red",
                    "www.civitai.red",
                    "api.civitai.red",
                    "civitaired.com")
            .map(Site::https)
            .toList();

    private static final Site PUBLIC = new Site(COM, false);

    private final Origin home;
    private final boolean custom;

    private Site(Origin home, boolean custom) {
        this.home = home;
        this.custom = custom;
    }

    /**
     * Reads a setting.
     *
     * @param address a site's root, without a path
     * @throws StowageException when it is none
     */
    static Site at(String address) throws StowageException {
        Origin origin = root(address.strip()).orElseThrow(() -> bad("it is no root of a site"));
        return origin.equals(COM) ? PUBLIC : new Site(origin, true);
    }

    /** The origin that is asked when nobody says which. */
    Origin home() {
        return home;
    }

    /** Whether the origin may be another source's too, so that only what has the form of ours is ours. */
    boolean maybeShared() {
        return custom;
    }

    /** Which origin is to be asked about an address; empty when it is not on this site. */
    Optional<Origin> front(URI address) {
        if (custom) {
            return Origin.of(address).filter(home::equals);
        }
        boolean usualPort = Origin.of(address)
                .filter(origin -> origin.port() == (origin.encrypted() ? 443 : 80))
                .isPresent();
        return usualPort ? front(address.getHost()) : Optional.empty();
    }

    /** The origin that stands for a host of this site. */
    Optional<Origin> front(String host) {
        if (custom) {
            return host.equalsIgnoreCase(home.host()) ? Optional.of(home) : Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("^(www|api)\\.", "");
        return Optional.ofNullable(FRONTS.get(name));
    }

    /** Whom to ask, in order: what one front hides the other may show. */
    List<Origin> fronts(Optional<Origin> first) {
        Set<Origin> order = new LinkedHashSet<>();
        first.ifPresent(order::add);
        order.add(home);
        if (!custom) {
            order.add(RED);
        }
        return List.copyOf(order);
    }

    /** Where a token may be shown. */
    List<Origin> tokenOrigins() {
        return custom ? List.of(home) : TOKENS;
    }

    private static Optional<Origin> root(String address) {
        try {
            URI uri = new URI(address);
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath() == null || uri.getRawPath().matches("/?"));
            return bare ? Origin.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Origin https(String host) {
        return new Origin("https", host, 443);
    }

    private static StowageException bad(String why) {
        return new StowageException(Problem.of(
                Problem.Kind.USAGE,
                Codes.BAD_CONFIG,
                "use the setting " + CivitaiProvider.ENDPOINT,
                why,
                "Write it like https://civitai.com, without a path."));
    }
}
