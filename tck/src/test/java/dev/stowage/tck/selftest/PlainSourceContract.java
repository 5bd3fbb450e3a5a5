package dev.stowage.tck.selftest;

import dev.stowage.model.Reference;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.SourceResolver;
import dev.stowage.tck.SourceResolverContract;
import dev.stowage.tck.fake.FakeHttpGateway;
import dev.stowage.tck.selftest.PlainSource.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The contract on a {@link PlainSource}. */
abstract class PlainSourceContract extends SourceResolverContract {
    abstract Set<Flaw> flaws();

    @Override
    protected SourceResolver create(HttpGateway http) {
        return new PlainSource(http, flaws());
    }

    @Override
    protected String id() {
        return PlainSource.ID;
    }

    @Override
    protected List<String> pasted() {
        return List.of(PlainSource.SITE + "/models/7?token=pasted-secret", PlainSource.SITE + "/models/8");
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("pasted-secret", "signed-seven");
    }

    @Override
    protected Optional<Reference> missing() {
        return Optional.of(new Reference(PlainSource.SITE + "/models/404"));
    }

    @Override
    protected void record(FakeHttpGateway recording) {
        recording
                .json(PlainSource.SITE + "/api/7", "one?sig=signed-seven two?sig=signed-seven")
                .json(PlainSource.SITE + "/api/8", "three?sig=none")
                .status(PlainSource.SITE + "/api/404", 404);
    }
}
