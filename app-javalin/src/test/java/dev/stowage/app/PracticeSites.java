package dev.stowage.app;

import dev.stowage.civitai.CivitaiProvider;
import dev.stowage.http.GuardedHttpProvider;
import dev.stowage.huggingface.HuggingFaceProvider;
import dev.stowage.model.FetchTarget;
import dev.stowage.model.Origin;
import dev.stowage.model.Reference;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.Resolution;
import dev.stowage.model.Secret;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.Provider;
import dev.stowage.spi.SourceResolver;
import dev.stowage.spi.StowageException;
import dev.stowage.spi.TokenLookup;
import dev.stowage.tck.fake.FakeCall;
import dev.stowage.tck.fake.FakeProviderContext;
import dev.stowage.tck.hub.PracticeHub;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Both sources, asking the practice hub by way of the HTTP stack that asks the real sites. */
final class PracticeSites {
    private static final int LARGEST = 1 << 20;

    private final HttpGateway http;
    private final SourceResolver civitai;
    private final SourceResolver huggingFace;

    /** @param token shown at both sites; empty for none */
    PracticeSites(PracticeHub hub, Path folder, Optional<String> token) throws StowageException {
        GuardedHttpProvider stack = new GuardedHttpProvider();
        http = stack.create(new FakeProviderContext(stack, folder)
                .set("allowed-addresses", "127.0.0.0/8")
                .clock(Clock.systemUTC())
                .share(TokenLookup.class, new Tokens(hub, token)));
        civitai = source(new CivitaiProvider(), hub.civitaiEndpoint(), folder);
        huggingFace = source(new HuggingFaceProvider(), hub.huggingFaceEndpoint(), folder);
    }

    private SourceResolver source(Provider<SourceResolver> provider, URI endpoint, Path folder)
            throws StowageException {
        return provider.create(new FakeProviderContext(provider, folder)
                .set("endpoint", endpoint.toString())
                .clock(Clock.systemUTC())
                .http(http));
    }

    private record Tokens(PracticeHub hub, Optional<String> token) implements TokenLookup {
        @Override
        public Optional<Secret> tokenFor(Call call, Origin origin) {
            boolean site = Optional.of(origin).equals(Origin.of(hub.civitaiEndpoint()));
            return token.filter(known -> site).map(Secret::of);
        }

        @Override
        public Optional<Secret> pastedUrl(Call call, URI clean) {
            return Optional.empty();
        }
    }

    Resolution.Found civitai(String path) throws StowageException {
        return found(civitai, path);
    }

    Resolution.Found huggingFace(String path) throws StowageException {
        return found(huggingFace, path);
    }

    private static Resolution.Found found(SourceResolver source, String text) throws StowageException {
        return (Resolution.Found) source.resolve(Reference.parse(text).reference(), FakeCall.local());
    }

    static RemoteFile recommended(Resolution.Found found) {
        return found.files().stream()
                .filter(RemoteFile::recommended)
                .findFirst()
                .orElseThrow();
    }

    /** Some bytes of the recommended file. @throws StowageException what the source makes of a refusal */
    byte[] bytes(Resolution.Found found, long first, long last) throws StowageException {
        RemoteFile file = recommended(found);
        SourceResolver source = file.key().source().equals("civitai") ? civitai : huggingFace;
        FetchTarget target = source.locate(file.key(), FakeCall.local());
        HttpReply reply = http.fetch(
                HttpQuery.builder(target.address())
                        .range(first, last)
                        .capBytes(LARGEST)
                        .build(),
                FakeCall.local());
        if (reply.status() != 206) {
            throw new StowageException(source.refusal(file.key(), reply).orElseThrow());
        }
        return reply.body();
    }
}
