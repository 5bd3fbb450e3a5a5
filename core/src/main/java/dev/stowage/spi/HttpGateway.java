package dev.stowage.spi;

/**
 * Ground: the one door to the network. Tokens, redirects, SSRF policy, limits and redaction are behind it and nowhere else.
 *
 * @since 0.1
 */
public interface HttpGateway {
    /**
     * A whole small answer, at most the query's cap; for metadata. Statuses are answers, not exceptions; redirects are followed.
     *
     * @throws StowageException when the address is refused, no answer comes, or the body is larger than the cap
     */
    HttpReply fetch(HttpQuery query, Call call) throws StowageException;

    /**
     * An open answer whose body is read as it arrives; for bytes. The caller closes it. Statuses are answers, not exceptions; redirects are
     * followed.
     *
     * @throws StowageException when the address is refused or no answer comes
     */
    HttpStream open(HttpQuery query, Call call) throws StowageException;
}
