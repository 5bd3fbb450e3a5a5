package dev.stowage.app.http;

import dev.stowage.api.DownloadRequest;
import dev.stowage.model.Answers;
import dev.stowage.model.BaseModel;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelType;
import dev.stowage.model.OnDuplicate;
import dev.stowage.model.ReviewMode;
import dev.stowage.model.SafePath;
import dev.stowage.model.Sha256;
import java.text.Normalizer;

/** Reads what somebody wants fetched. */
final class Wanted {
    private Wanted() {}

    /** @throws Refusal when a field is wrong */
    static DownloadRequest of(Fields fields) {
        Answers.Builder answers = Answers.builder().files(fields.texts("fileIds"));
        fields.choice("onDuplicate", OnDuplicate.values(), OnDuplicate::wire).ifPresent(answers::onDuplicate);
        fields.choice("review", ReviewMode.values(), ReviewMode::wire).ifPresent(answers::review);
        fields.read("name", Wanted::fileName).ifPresent(answers::name);
        fields.read("type", ModelType::of).ifPresent(answers::type);
        fields.read("baseModel", BaseModel::new).ifPresent(answers::baseModel);
        fields.read("target", SafePath::parse).ifPresent(answers::target);
        fields.read("sha256", Wanted::sha256).ifPresent(answers::sha256);
        WorkerFields.selection(fields).ifPresent(answers::workers);
        answers.paused(fields.truth("paused").orElse(false));
        int priority = fields.integer("priority").orElse(0);
        String url = fields.require("url").text("url").orElse("");
        fields.check();
        return DownloadRequest.builder(url)
                .answers(answers.build())
                .priority(priority)
                .build();
    }

    private static FileName fileName(String text) {
        return new FileName(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static Sha256 sha256(String text) {
        return Sha256.parse(text)
                .filter(digest -> !digest.bogus())
                .orElseThrow(() -> new IllegalArgumentException("is no SHA-256 of a file: 64 hexadecimal digits"));
    }
}
