package dev.stowage.app.rig;

import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Route;
import dev.stowage.tck.origin.ScriptedOrigin;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** One origin that offers one file, and may come to offer another one of equal length. */
final class Scene implements AutoCloseable {
    /** How long both files are, about. */
    static final long SIZE = (2 << 20) + 4_711;

    private final ScriptedOrigin origin;
    private final Random random;
    private final Content old;
    private final Content other;
    private final Set<Content> right = new LinkedHashSet<>();
    private final String path;

    /** @param address of this origin alone, for what one host does is held against all its addresses */
    Scene(String address, long seed, String name) {
        origin = ScriptedOrigin.startOn(address);
        random = new Random(seed);
        old = ModelFile.of(seed, SIZE);
        other = ModelFile.of(~seed, SIZE);
        path = "/" + name;
        right.add(old);
        offers(version(old, "old"));
    }

    Route offers(Resource resource) {
        return origin.serve(path, resource);
    }

    Route route() {
        return origin.route(path);
    }

    ScriptedOrigin origin() {
        return origin;
    }

    String url() {
        return origin.uri(path).toString();
    }

    Content old() {
        return old;
    }

    Content other() {
        return other;
    }

    /** The only ones that may ever get the final name, the one whose hash is published first. */
    Set<Content> right() {
        return right;
    }

    /** The right ones from now on. */
    void right(Content... contents) {
        right.clear();
        right.addAll(Set.of(contents));
    }

    static Resource version(Content content, String version) {
        return Resource.of(content).withEtag("\"" + version + "\"");
    }

    /** Somewhere in the file, not at its ends. */
    long somewhere() {
        return 1 + (long) (random.nextDouble() * (SIZE - 1));
    }

    /** A few bytes. */
    long aLittle() {
        return 1L + random.nextInt(50);
    }

    Fault cut() {
        return BodyFaults.truncatedAt(somewhere());
    }

    /** The first answers are cut somewhere, so that there is something to go on from. */
    Route cutFirst() {
        return route().next(cut());
    }

    /** The first answers, each somewhere else. */
    Route first(int count, LongFunction<Fault> fault) {
        return route().next(Stream.generate(() -> fault.apply(somewhere()))
                .limit(count)
                .toArray(Fault[]::new));
    }

    @Override
    public void close() {
        origin.close();
    }
}
