package dev.stowage.app.rig;

import static dev.stowage.app.rig.Lie.arrives;
import static dev.stowage.app.rig.Lie.neverWrong;

import dev.stowage.tck.origin.AnswerFaults;
import dev.stowage.tck.origin.BodyFaults;
import dev.stowage.tck.origin.Content;
import dev.stowage.tck.origin.Fault;
import dev.stowage.tck.origin.FramingFaults;
import dev.stowage.tck.origin.RangeFaults;
import dev.stowage.tck.origin.RecordedRequest;
import dev.stowage.tck.origin.Reply;
import dev.stowage.tck.origin.Resource;
import dev.stowage.tck.origin.Step;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The misbehaviour that was seen of origins, caches and mirrors, each as one line. */
final class Lies {
    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";

    private Lies() {}

    static List<Lie> all() {
        return Stream.of(ends(), bytes(), ranges(), framing(), answers(), versions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Lie> ends() {
        return List.of(
                arrives("ends early", scene -> scene.first(3, BodyFaults::truncatedAt)),
                arrives("ends early every time", scene -> scene.route().always(BodyFaults.truncatedAt(200_000))),
                arrives("resets", scene -> scene.first(3, BodyFaults::resetAt)),
                arrives(
                        "resets after the last byte",
                        scene -> scene.route().next(Fault.changing(reply -> reply.then(Step.reset())))),
                arrives("falls silent", scene -> scene.first(2, BodyFaults::stalledAt)),
                arrives(
                        "hangs up before the answer",
                        scene -> scene.route().next(AnswerFaults.hangUp(), AnswerFaults.reset())),
                arrives("does not answer", scene -> scene.route().next(AnswerFaults.silence())));
    }

    private static List<Lie> bytes() {
        return List.of(
                arrives("flips a bit once", scene -> scene.first(1, BodyFaults::flippedAt))
                        .knownByHash(),
                neverWrong(
                                "flips a bit every time",
                                scene -> scene.route().always(BodyFaults.flippedAt(scene.somewhere())))
                        .knownByHash(),
                arrives("sends zeros once", scene -> scene.first(1, at -> BodyFaults.zeroedAt(at - 1, 1 + at / 9_999)))
                        .knownByHash(),
                neverWrong(
                                "sends later bytes under the right head",
                                scene -> scene.cutFirst().from(2, RangeFaults.misplaced(scene.aLittle())))
                        .knownByHash(),
                neverWrong(
                                "sends a range twice",
                                scene -> scene.cutFirst().from(2, RangeFaults.misplaced(-scene.aLittle())))
                        .knownByHash(),
                arrives(
                        "sends more than announced",
                        scene -> scene.route().always(BodyFaults.surplus(Content.of("surplus")))));
    }

    private static List<Lie> ranges() {
        return List.of(
                neverWrong(
                        "starts elsewhere", scene -> scene.cutFirst().from(2, RangeFaults.moved(scene.aLittle(), 0))),
                neverWrong("starts earlier", scene -> scene.cutFirst().from(2, RangeFaults.moved(-scene.aLittle(), 0))),
                arrives("ends ranges early", scene -> scene.route().next(RangeFaults.moved(0, -scene.aLittle()))),
                arrives("ends ranges late", scene -> scene.route().always(RangeFaults.moved(0, scene.aLittle()))),
                arrives("answers 200 for a range", scene -> scene.cutFirst().from(2, RangeFaults.ignored())),
                arrives(
                        "knows no ranges and ends early",
                        scene -> scene.offers(Resource.of(scene.old()).withoutRanges())
                                .next(scene.cut())),
                neverWrong(
                        "forgets Content-Range", scene -> scene.cutFirst().from(2, RangeFaults.withoutContentRange())),
                neverWrong(
                        "writes nonsense into Content-Range",
                        scene -> scene.cutFirst().from(2, RangeFaults.contentRange("bytes 9-2/x"))),
                neverWrong(
                        "sends two Content-Ranges",
                        scene -> scene.cutFirst().from(2, RangeFaults.secondContentRange("bytes 0-0/1"))),
                neverWrong(
                        "tells another total",
                        scene -> scene.cutFirst()
                                .from(
                                        2,
                                        RangeFaults.total(
                                                Long.toString(scene.old().length() + 1)))),
                neverWrong("tells no total", scene -> scene.cutFirst().from(2, RangeFaults.total("*"))),
                neverWrong("packs ranges into parts", scene -> scene.cutFirst().from(2, RangeFaults.multipart())),
                neverWrong(
                        "answers 416 with another size",
                        scene -> scene.cutFirst().from(2, RangeFaults.notSatisfiable("bytes */" + scene.aLittle()))),
                neverWrong(
                        "answers 416 as if all were there",
                        scene -> scene.cutFirst().from(2, Lies::allIsThere)));
    }

    private static List<Lie> framing() {
        return List.of(
                neverWrong("compresses", scene -> scene.route().always(FramingFaults.gzipped())),
                arrives("compresses once", scene -> scene.route().next(FramingFaults.gzipped())),
                neverWrong("compresses secretly", scene -> scene.route().always(FramingFaults.gzippedSecretly())),
                neverWrong("says that it compresses", scene -> scene.route().always(FramingFaults.labelled("gzip"))),
                neverWrong("announces less", scene -> unranged(scene, FramingFaults.contentLength("1000000"))),
                neverWrong("announces more", scene -> unranged(scene, FramingFaults.contentLength("9000000"))),
                neverWrong("announces two lengths", scene -> unranged(scene, FramingFaults.secondContentLength("9"))),
                neverWrong(
                        "announces no length and ends early",
                        scene -> unranged(
                                scene,
                                FramingFaults.closeDelimited()
                                        .then(reply -> reply.at(scene.somewhere(), Step.close())))),
                neverWrong(
                        "ends in a chunk",
                        scene -> unranged(scene, FramingFaults.chunkedCutAt(65_536, scene.somewhere()))),
                neverWrong("sends no last chunk", scene -> unranged(scene, FramingFaults.chunkedWithoutEnd(65_536))),
                neverWrong(
                        "sends a chunk of no size",
                        scene -> unranged(scene, FramingFaults.chunkedWithBadSize(65_536, "xyz"))));
    }

    private static List<Lie> answers() {
        return List.of(
                arrives(
                        "is in trouble",
                        scene -> scene.route()
                                .next(AnswerFaults.status(503), AnswerFaults.status(500), AnswerFaults.status(502))),
                arrives(
                        "asks to wait",
                        scene -> scene.cutFirst()
                                .next(AnswerFaults.retryAfter(429, "1"), AnswerFaults.retryAfter(503, "0"))),
                neverWrong(
                        "sends no HTTP",
                        scene -> scene.cutFirst().next(AnswerFaults.garbage(Content.of("hi\r\n\r\n")))),
                neverWrong("sends a login page", scene -> scene.route().always(AnswerFaults.loginPage())),
                neverWrong(
                        "sends a login page on the way",
                        scene -> scene.cutFirst().next(AnswerFaults.loginPage())),
                neverWrong(
                        "sends an error with 200",
                        scene -> scene.route()
                                .always(AnswerFaults.status(200, "application/json", "{\"error\":\"no\"}"))),
                neverWrong(
                        "sends a pointer",
                        scene -> scene.route().always(AnswerFaults.status(200, "text/plain", POINTER))),
                neverWrong(
                        "has lost the file on the way",
                        scene -> scene.cutFirst().from(2, AnswerFaults.status(404))),
                neverWrong(
                        "redirects in a circle",
                        scene -> scene.cutFirst().from(2, AnswerFaults.redirect(302, scene.url()))),
                arrives("redirects to an address that expires", Lies::redirectsToWhatExpires));
    }

    private static List<Lie> versions() {
        return List.of(
                arrives("replaces the file", scene -> replaced(scene, Scene.version(scene.other(), "new"))),
                arrives("replaces the file and tells no version", scene -> {
                    scene.offers(Resource.of(scene.old()).withoutEtag());
                    replaced(scene, Resource.of(scene.other()).withoutEtag());
                }),
                arrives("replaces the file under a weak version", scene -> {
                    scene.offers(Resource.of(scene.old()).withEtag("W/\"v\""));
                    replaced(scene, Resource.of(scene.other()).withEtag("W/\"v\""));
                }),
                arrives(
                        "replaces the file and heeds no If-Range",
                        scene -> replaced(
                                scene, Scene.version(scene.other(), "new").ignoringIfRange())),
                arrives(
                                "replaces the file under its old version",
                                scene -> replaced(scene, Scene.version(scene.other(), "old")))
                        .knownByHash(),
                neverWrong("replaces the file by a longer one", scene -> {
                    Content longer = ModelFile.of(scene.aLittle(), Scene.SIZE + scene.aLittle());
                    replaced(scene, Scene.version(longer, "new"));
                    scene.right(longer);
                }),
                neverWrong("has stale edges", scene -> {
                    edges(scene, "old", "new");
                    scene.right().add(scene.other());
                }),
                neverWrong("has stale edges that tell one version", scene -> edges(scene, "v", "v"))
                        .knownByHash(),
                neverWrong("calls one file a new version each time", scene -> {
                    AtomicInteger count = new AtomicInteger();
                    scene.first(
                                    2,
                                    at -> (request, resource) -> resource.withEtag(
                                                    "\"" + count.incrementAndGet() + "\"")
                                            .reply(request)
                                            .at(at, Step.close()))
                            .from(
                                    3,
                                    (request, resource) -> resource.withEtag("\"" + count.incrementAndGet() + "\"")
                                            .reply(request));
                }));
    }

    /** What is left of the file, it says, is nothing. */
    private static Reply allIsThere(RecordedRequest request, Resource resource) {
        String start = request.header("Range").orElse("bytes=0-").replaceAll("\\D*(\\d+).*", "$1");
        return Reply.status(416).withHeader("Content-Range", "bytes */" + start);
    }

    private static void unranged(Scene scene, Fault fault) {
        scene.offers(Resource.of(scene.old()).withoutRanges()).always(fault);
    }

    /** After the first answer, which is cut, the other file lies there, and is the right one. */
    private static void replaced(Scene scene, Resource replacement) {
        scene.cutFirst().from(2, Fault.serving(old -> replacement));
        scene.right(scene.other());
    }

    /** Every other answer is of the other file, and none is whole. */
    private static void edges(Scene scene, String oldVersion, String newVersion) {
        AtomicInteger count = new AtomicInteger();
        scene.offers(Scene.version(scene.old(), oldVersion));
        Fault edge = (request, resource) ->
                (count.incrementAndGet() % 2 == 1 ? resource : Scene.version(scene.other(), newVersion)).reply(request);
        scene.first(3, at -> edge.then(reply -> reply.at(at, Step.close()))).from(4, edge);
    }

    private static void redirectsToWhatExpires(Scene scene) {
        Resource file = Scene.version(scene.old(), "old");
        scene.route().always(AnswerFaults.redirect(302, "/signed/2?X-Signature=b"));
        scene.route().next(AnswerFaults.redirect(302, "/signed/1?X-Signature=a"));
        scene.origin().serve("/signed/1", file).next(scene.cut()).from(2, AnswerFaults.status(403));
        scene.origin().serve("/signed/2", file).next(scene.cut());
    }
}
