package dev.stowage.persistence;

import dev.stowage.model.Answers;
import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;

/** A person's answers as JSON. */
final class AnswersJson {
    private AnswersJson() {}

    static JsonObject write(Answers answers) {
        JsonObject json = new JsonObject()
                .putIf("type", answers.type())
                .putIf("baseModel", answers.baseModel())
                .putIf("name", answers.name())
                .putIf("sha256", answers.sha256())
                .putIf("target", answers.target())
                .putTexts("files", answers.files())
                .put("onDuplicate", answers.onDuplicate())
                .put("review", answers.review())
                .putIf("workers", answers.workers().map(SelectionJson::write));
        return answers.paused() ? json.put("paused", true) : json;
    }

    static Answers read(JsonObject json) {
        Answers.Builder answers = Answers.builder().files(json.texts("files"));
        json.optional("type", ModelType::new).ifPresent(answers::type);
        json.optional("baseModel", BaseModel::new).ifPresent(answers::baseModel);
        json.optional("name", FileName::new).ifPresent(answers::name);
        json.optional("sha256", Sha256::new).ifPresent(answers::sha256);
        json.optional("target", SafePath::parse).ifPresent(answers::target);
        json.optionalWord("onDuplicate", OnDuplicate.class).ifPresent(answers::onDuplicate);
        json.optionalWord("review", ReviewMode.class).ifPresent(answers::review);
        json.object("workers", SelectionJson::read).ifPresent(answers::workers);
        return answers.paused(json.flag("paused")).build();
    }
}
