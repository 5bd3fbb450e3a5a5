package dev.stowage.persistence;

import dev.stowage.model.Finding;

/** A doubt or note as JSON. */
final class FindingJson {
    private FindingJson() {}

    static JsonObject write(Finding finding) {
        return new JsonObject()
                .put("code", finding.code())
                .put("sentence", finding.sentence())
                .put("blocking", finding.blocking());
    }

    static Finding read(JsonObject json) {
        return new Finding(json.text("code"), json.text("sentence"), json.flag("blocking"));
    }
}
