package dev.stowage.registry;

import dev.stowage.model.Origin;
import dev.stowage.model.PreviewMedia;
import dev.stowage.spi.CancelledException;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpHeaders;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpStream;
import dev.stowage.spi.StowageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Brings one preview to the disk. It believes neither the address nor the server about what the bytes are. */
final class PreviewFetch {
    private static final int BUFFER = 64 << 10;

    private final HttpGateway http;
    private final PreviewFiles files;
    private final PreviewLimits limits;

    PreviewFetch(HttpGateway http, PreviewFiles files, PreviewLimits limits) {
        this.http = http;
        this.files = files;
        this.limits = limits;
    }

    PreviewFiles files() {
        return files;
    }

    /** A call that lasts no longer than one preview may. */
    PreviewCall call(String correlation, Optional<String> source) {
        return new PreviewCall(correlation, source, limits.patience());
    }

    /** @throws CancelledException when the call was ended */
    FetchedPreview fetch(PreviewOrder order, PreviewCall call) throws StowageException {
        URI address = address(order);
        PreviewProblems problems = PreviewProblems.of(order, address.getHost());
        try (HttpStream answer = http.open(HttpQuery.get(address), call)) {
            return stored(order, answer, new Job(declared(answer, problems), call, problems));
        } catch (IOException e) {
            throw unless(call, problems, problems.lost(e));
        } catch (CancelledException e) {
            throw unless(call, problems, e);
        }
    }

    /** A call that is over ends with that, whatever was noticed first. */
    private StowageException unless(PreviewCall call, PreviewProblems problems, StowageException otherwise) {
        if (call.ended()) {
            return new CancelledException();
        }
        return call.overdue() ? problems.tooSlow(limits.patience()) : otherwise;
    }

    /**
     * What holds while one answer is read.
     *
     * @param declared what the server says it sends
     * @param call whether it is wanted
     * @param problems tells what goes wrong
     */
    private record Job(PreviewMedia.Kind declared, PreviewCall call, PreviewProblems problems) {}

    private FetchedPreview stored(PreviewOrder order, HttpStream answer, Job job) throws StowageException, IOException {
        InputStream body = answer.body();
        byte[] head = body.readNBytes(Media.HEAD);
        Media media = Media.of(head).orElseThrow(job.problems()::neitherPictureNorClip);
        if (media.kind() != job.declared()) {
            throw job.problems().notAsDeclared();
        }
        try (NewPreviewFile file = files.begin(order.folder())) {
            file.write(head, head.length);
            copy(body, file, limits.largest(media.kind()) - head.length, job);
            return file.publish(media.fileName(order.n()), media);
        }
    }

    private void copy(InputStream body, NewPreviewFile file, long most, Job job) throws StowageException, IOException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            job.call().check();
            left -= read;
            if (left < 0) {
                throw job.problems().tooLarge(limits.largest(job.declared()));
            }
            file.write(buffer, read);
        }
    }

    private PreviewMedia.Kind declared(HttpStream answer, PreviewProblems problems) throws StowageException {
        if (answer.status() != 200) {
            throw problems.status(answer.status());
        }
        PreviewMedia.Kind kind = kind(answer.headers()).orElseThrow(problems::neitherPictureNorClip);
        long announced = answer.headers()
                .only("Content-Length")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        if (announced > limits.largest(kind)) {
            throw problems.tooLarge(limits.largest(kind));
        }
        return kind;
    }

    private static Optional<PreviewMedia.Kind> kind(HttpHeaders headers) {
        String type = headers.only("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            return Optional.of(PreviewMedia.Kind.IMAGE);
        }
        return type.startsWith("video/") ? Optional.of(PreviewMedia.Kind.VIDEO) : Optional.empty();
    }

    private static URI address(PreviewOrder order) throws StowageException {
        try {
            URI address = URI.create(order.url());
            if (Origin.of(address).isPresent()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw PreviewProblems.of(order).noAddress(); // the cause repeats it
        }
        throw PreviewProblems.of(order).noAddress();
    }
}
