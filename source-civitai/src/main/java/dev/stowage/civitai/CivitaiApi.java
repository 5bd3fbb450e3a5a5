package dev.stowage.civitai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.model.Codes;
import dev.stowage.model.Origin;
import dev.stowage.model.Problem;
import dev.stowage.spi.Call;
import dev.stowage.spi.HttpGateway;
import dev.stowage.spi.HttpQuery;
import dev.stowage.spi.HttpReply;
import dev.stowage.spi.StowageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The site's interface for programs. What one front does not show is asked of the other. */
final class CivitaiApi {
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;
    /** Not shown here; another front may. */
    private static final Set<Integer> HIDDEN = Set.of(403, NOT_FOUND, 451);

    private final HttpGateway http;
    private final Site site;

    CivitaiApi(HttpGateway http, Site site) {
        this.http = http;
        this.site = site;
    }

    /**
     * What the site told.
     *
     * @param json an object
     * @param front who told it
     */
    record Told(ObjectNode json, Origin front) {}

    /**
     * A question.
     *
     * @param path behind the interface's root
     * @param subject what it is about, as a sentence names it
     * @param first the front to ask first, when there is a reason for one
     */
    record Question(String path, String subject, Optional<Origin> first) {
        static Question model(int id, Optional<Origin> first) {
            return new Question("models/" + id, "model " + id, first);
        }

        static Question version(int id, Optional<Origin> first) {
            return new Question("model-versions/" + id, "version " + id, first);
        }

        static Question shortVersion(int id, Optional<Origin> first) {
            return new Question("model-versions/mini/" + id, "version " + id, first);
        }

        static Question digest(String hex, Optional<Origin> first) {
            return new Question("model-versions/by-hash/" + hex, "the file with hash " + shortened(hex), first);
        }

        private static String shortened(String hex) {
            return hex.length() > 12 ? hex.substring(0, 12) + "…" : hex;
        }
    }

    /** @throws StowageException also when the site does not have it */
    Told get(Question question, Call call) throws StowageException {
        List<Problem> refusals = new ArrayList<>();
        for (Origin front : site.fronts(question.first())) {
            HttpReply reply = http.fetch(HttpQuery.get(address(front, question)), call);
            if (reply.status() == FOUND) {
                return new Told(Json.object(reply.body()).orElseThrow(() -> unreadable(question, front)), front);
            }
            refusals.add(CivitaiErrors.of(reply, what(question, front)));
            if (!HIDDEN.contains(reply.status())) {
                throw new StowageException(refusals.get(refusals.size() - 1));
            }
        }
        throw new StowageException(tellingMost(refusals));
    }

    /** Empty when the site does not have it. */
    Optional<Told> find(Question question, Call call) throws StowageException {
        try {
            return Optional.of(get(question, call));
        } catch (StowageException e) {
            if (e.problem().code().equals(Codes.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static String what(Question question, Origin front) {
        return "look up " + question.subject() + " at " + front.host();
    }

    /** A refusal tells more than that there is nothing. */
    private static Problem tellingMost(List<Problem> refusals) {
        return refusals.stream()
                .filter(problem -> !problem.code().equals(Codes.NOT_FOUND))
                .findFirst()
                .orElse(refusals.get(0));
    }

    private static URI address(Origin front, Question question) {
        return URI.create(front + "/api/v1/" + question.path());
    }

    private static StowageException unreadable(Question question, Origin front) {
        return new StowageException(CivitaiErrors.unreadable(what(question, front)));
    }
}
