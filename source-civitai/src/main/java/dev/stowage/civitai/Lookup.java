package dev.stowage.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.civitai.CivitaiApi.Question;
import dev.stowage.civitai.CivitaiApi.Told;
import dev.stowage.model.Origin;
import dev.stowage.spi.Call;
import dev.stowage.spi.StowageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the version that is meant, and its model: two answers at most where nothing is odd. */
final class Lookup {
    private static final String FILES = "files";

    private final CivitaiApi api;
    private final Call call;
    private final Optional<Origin> first;

    /** @param first the front to ask first, when there is a reason for one */
    Lookup(CivitaiApi api, Call call, Optional<Origin> first) {
        this.api = api;
        this.call = call;
        this.first = first;
    }

    Release model(int id, OptionalInt version) throws StowageException {
        Question question = Question.model(id, first);
        Told model = api.get(question, call);
        List<ObjectNode> versions = versions(model.json());
        if (Access.withdrawn(model.json())) {
            throw new StowageException(CivitaiErrors.archived(CivitaiApi.what(question, model.front())));
        }
        if (version.isEmpty() && versions.isEmpty()) {
            throw missing(question, model, "the model has no published version");
        }
        return ofModel(
                model,
                id,
                version.orElseGet(() -> Json.id(versions.get(0), "id").orElseThrow()));
    }

    Release version(int id) throws StowageException {
        Question question = Question.version(id, first);
        Optional<Told> told = api.find(question, call);
        if (told.isPresent()) {
            return withModel(id, told.get());
        }
        // A version that is not rated yet is shown in short and on its model's page only.
        OptionalInt model = ofShort(id);
        if (model.isEmpty()) {
            throw new StowageException(CivitaiErrors.notFound(
                    "look up version " + id + " at CivitAI", "there is no such version, or it is not published"));
        }
        return model(model.getAsInt(), OptionalInt.of(id));
    }

    Release digest(String hex) throws StowageException {
        Question question = Question.digest(hex, first);
        Told told = api.find(question, call)
                .orElseThrow(() -> new StowageException(CivitaiErrors.notFound(
                        "look up " + question.subject() + " at CivitAI", "no published file there has it")));
        OptionalInt id = Json.id(told.json(), "id");
        if (id.isEmpty()) {
            throw unreadable(question, told);
        }
        return withModel(id.getAsInt(), told);
    }

    private Release ofModel(Told model, int id, int version) throws StowageException {
        Optional<ObjectNode> listed = listed(model.json(), version);
        if (listed.filter(Lookup::namesFiles).isPresent()) {
            return new Release(model.json(), version, listed.get(), model.front());
        }
        Question question = Question.version(version, Optional.of(model.front()));
        Optional<ObjectNode> own = api.find(question, call)
                .map(Told::json)
                .filter(other -> Json.id(other, "modelId").equals(OptionalInt.of(id)));
        ObjectNode both = own.map(answer -> joined(answer, listed))
                .or(() -> listed)
                .orElseThrow(() -> missing(question, model, "model " + id + " has no such version"));
        return new Release(model.json(), version, both, model.front());
    }

    private Release withModel(int id, Told version) throws StowageException {
        OptionalInt modelId = Json.id(version.json(), "modelId");
        Optional<Told> model = modelId.isPresent()
                ? api.find(Question.model(modelId.getAsInt(), Optional.of(version.front())), call)
                : Optional.empty();
        ObjectNode about = model.map(Told::json).orElseGet(Json::empty);
        return new Release(about, id, joined(version.json(), listed(about, id)), version.front());
    }

    /** Both tell what the other leaves out. The model's page is believed first, so that each way leads to the same description. */
    private static ObjectNode joined(ObjectNode version, Optional<ObjectNode> listed) {
        ObjectNode both = version.deepCopy();
        listed.ifPresent(more -> more.properties().forEach(field -> {
            boolean worse = field.getKey().equals(FILES) && namesFiles(version) && !namesFiles(more);
            if (says(field.getValue()) && !worse) {
                both.set(field.getKey(), field.getValue());
            }
        }));
        return both;
    }

    private static boolean namesFiles(ObjectNode version) {
        List<JsonNode> files = Json.objects(version, FILES);
        return !files.isEmpty()
                && files.stream().allMatch(file -> Json.id(file, "id").isPresent());
    }

    private OptionalInt ofShort(int id) throws StowageException {
        Optional<String> air =
                api.find(Question.shortVersion(id, first), call).flatMap(told -> Json.text(told.json(), "air"));
        return air.flatMap(text -> Air.read(text)).orElse(null) instanceof Meaning.Model model
                ? OptionalInt.of(model.id())
                : OptionalInt.empty();
    }

    /** In the order of the page. */
    private static List<ObjectNode> versions(ObjectNode model) {
        List<ObjectNode> versions = new ArrayList<>();
        for (JsonNode version : Json.objects(model, "modelVersions")) {
            if (Json.id(version, "id").isPresent() && version instanceof ObjectNode object) {
                versions.add(object);
            }
        }
        versions.sort(
                Comparator.comparingInt(version -> Json.number(version, "index").orElse(0)));
        return versions;
    }

    private static Optional<ObjectNode> listed(ObjectNode model, int version) {
        return versions(model).stream()
                .filter(each -> Json.id(each, "id").equals(OptionalInt.of(version)))
                .findFirst();
    }

    private static boolean says(JsonNode value) {
        return !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    }

    private static StowageException missing(Question question, Told told, String why) {
        return new StowageException(CivitaiErrors.notFound(CivitaiApi.what(question, told.front()), why));
    }

    private static StowageException unreadable(Question question, Told told) {
        return new StowageException(CivitaiErrors.unreadable(CivitaiApi.what(question, told.front())));
    }
}
