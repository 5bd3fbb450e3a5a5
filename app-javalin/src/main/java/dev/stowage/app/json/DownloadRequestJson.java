package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.WorkerSelection;

/** What is asked for, as {@code POST /downloads} takes it; what was not said is left out. */
public final class DownloadRequestJson {
    private DownloadRequestJson() {}

    /** The body; it may hold a secret, as what was pasted may. */
    public static ObjectNode of(DownloadRequest request) {
        Answers answers = request.answers();
        ObjectNode json = object().put("url", request.pasted());
        if (!answers.files().isEmpty()) {
            json.set("fileIds", DownloadJson.texts(answers.files()));
        }
        answers.type().ifPresent(type -> json.put("type", type.toString()));
        answers.baseModel().ifPresent(baseModel -> json.put("baseModel", baseModel.toString()));
        answers.name().ifPresent(name -> json.put("name", name.toString()));
        answers.sha256().ifPresent(digest -> json.put("sha256", digest.hex()));
        answers.target().ifPresent(target -> json.put("target", target.toString()));
        if (answers.onDuplicate() != OnDuplicate.ASK) {
            json.put("onDuplicate", answers.onDuplicate().wire());
        }
        if (saysWhenToReview(answers)) {
            json.put("review", answers.review().wire());
        }
        answers.workers().ifPresent(workers -> json.set("workers", of(workers)));
        if (answers.paused()) {
            json.put("paused", true);
        }
        if (request.priority() != 0) {
            json.put("priority", request.priority());
        }
        return json;
    }

    /** Which workers something is wanted on. */
    public static ObjectNode of(WorkerSelection workers) {
        ObjectNode json = object().put("all", workers.all());
        json.set("tags", DownloadJson.texts(workers.tags().stream().sorted().toList()));
        return json;
    }

    /** An object to be filled. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The usual mode that was asked for counts over what was said before; one that was not asked for does not. */
    private static boolean saysWhenToReview(Answers answers) {
        Answers before = Answers.builder().review(ReviewMode.ALWAYS).build();
        return answers.review() != ReviewMode.DOUBTFUL || before.with(answers).review() == ReviewMode.DOUBTFUL;
    }
}
