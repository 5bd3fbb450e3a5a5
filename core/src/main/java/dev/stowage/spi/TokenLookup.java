package dev.stowage.spi;

import dev.stowage.model.Origin;
import dev.stowage.model.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Which secrets may be used where; the host shares it with the {@link HttpGateway} and with nobody else.
 *
 * @since 0.1
 */
public interface TokenLookup {
    /** The token that this call's user may show at this exact origin: the one of the call's source where several share the origin. */
    Optional<Secret> tokenFor(Call call, Origin origin) throws StowageException;

    /**
     * The whole URL as it was pasted for this call's download, when its secret part was withheld and {@code clean} is what is left of it.
     * The gateway requests it instead of {@code clean}, and uses it for no other address.
     */
    Optional<Secret> pastedUrl(Call call, URI clean) throws StowageException;
}
