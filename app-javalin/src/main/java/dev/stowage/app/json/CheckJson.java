package dev.stowage.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.Verification;
import dev.stowage.model.Asset;
import dev.stowage.model.Problem;
import dev.stowage.model.Sha256;
import java.util.Optional;

/** What reading a file again has shown. */
public final class CheckJson {
    private CheckJson() {}

    /**
     * One file.
     *
     * @param state how it is
     * @param expected what its bytes were
     * @param problem what is wrong
     */
    public static ObjectNode of(
            Verification seen, Verification.State state, Optional<Sha256> expected, Optional<Problem> problem) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("path", seen.path().toString());
        json.put("state", state.wire());
        json.put("assetId", seen.asset().map(asset -> asset.id().toString()).orElse(null));
        json.put("name", seen.asset().map(Asset::card).map(card -> card.name()).orElse(null));
        json.putObject("hash")
                .put("algorithm", "sha256")
                .put("expected", expected.map(Sha256::hex).orElse(null))
                .put(
                        "actual",
                        seen.computed()
                                .flatMap(digests -> digests.sha256())
                                .map(Sha256::hex)
                                .orElse(null));
        problem.ifPresent(wrong -> json.set("error", ProblemJson.of(wrong)));
        return json;
    }
}
