package dev.stowage.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleSet;
import dev.stowage.api.Rules;
import dev.stowage.app.json.RuleJson;
import dev.stowage.model.Codes;
import dev.stowage.model.PlacementRule;
import dev.stowage.spi.StowageException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Where files belong: the admin's rules, and what they would decide. */
record RuleRoutes(Rules rules) implements Resource {
    @Override
    public void addTo(Routes routes) {
        Routes json = routes.answeringJson();
        json.get("/placement-rules", Permission.USER, this::list);
        json.put("/placement-rules", Permission.ADMIN, this::replace);
        json.post("/placement-rules/preview", Permission.USER, this::preview);
    }

    private void list(Context context) throws StowageException {
        RuleSet set = rules.list();
        if (!Tags.unchanged(context, set.version())) {
            context.json(json(set));
        }
    }

    private void replace(Context context) throws StowageException {
        Fields fields = Fields.of(context).require("rules");
        List<PlacementRule> wanted = RuleFields.rules(fields);
        fields.check();
        if (context.header("If-Match") == null) {
            throw Tags.missing(context, "If-Match: * to replace whatever is there");
        }
        RuleFields.add(fields, rules.flaws(wanted));
        fields.check();
        RuleSet stored = stored(context, wanted);
        Tags.set(context, stored.version());
        context.json(json(stored));
    }

    private RuleSet stored(Context context, List<PlacementRule> wanted) throws StowageException {
        Optional<List<String>> read = Tags.edited(context);
        String now = rules.list().version();
        if (!read.map(tags -> tags.contains(now)).orElse(true)) {
            throw Tags.outdated(context);
        }
        try {
            return read.isPresent() ? rules.replace(wanted, now) : rules.replace(wanted);
        } catch (StowageException e) {
            if (e.problem().code().equals(Codes.ILLEGAL_STATE)) {
                throw Tags.outdated(context);
            }
            throw e;
        }
    }

    /** With rules that are not stored yet when the body has some. */
    private void preview(Context context) throws StowageException {
        Fields fields = Fields.of(context);
        PlacementQuestion question = RuleFields.question(fields);
        List<PlacementRule> unsaved = RuleFields.rules(fields);
        fields.check();
        if (!fields.has("rules")) {
            context.json(RuleJson.of(rules.preview(question)));
            return;
        }
        RuleFields.add(fields, rules.flaws(unsaved));
        fields.check();
        context.json(RuleJson.of(rules.preview(question, unsaved)));
    }

    private ObjectNode json(RuleSet set) throws StowageException {
        return RuleJson.of(set, rules.builtin());
    }
}
