package dev.stowage.internal.engine;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.ReviewEdit;
import dev.stowage.internal.plugin.PluginDefectException;
import dev.stowage.model.Answers;
import dev.stowage.model.BaseModel;
import dev.stowage.model.Download;
import dev.stowage.model.Draft;
import dev.stowage.model.FileName;
import dev.stowage.model.ModelInfo;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementFacts;
import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import dev.stowage.model.RemoteFile;
import dev.stowage.model.SafePath;
import dev.stowage.spi.PlacementPolicy;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.StowageException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the facts and asks the policy. */
final class Placing {
    private final Path root;
    private final PlacementPolicy policy;
    private final RuleStore rules;

    Placing(Path root, PlacementPolicy policy, RuleStore rules) {
        this.root = root;
        this.policy = policy;
        this.rules = rules;
    }

    PlacementPolicy policy() {
        return policy;
    }

    /** Where a file that somebody describes would go by these rules. */
    PlacementDecision of(PlacementQuestion question, List<PlacementRule> tried) throws StowageException {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        fields.put(Field.NAME, question.fileName().stem());
        question.baseModel()
                .flatMap(BaseModel::family)
                .ifPresent(family -> fields.put(Field.BASE_FAMILY, family.text()));
        fields.putAll(question.fields());
        return decide(new PlacementFacts(root, question.fileName(), question.type(), fields, Optional.empty()), tried);
    }

    /** Where a file would go by what the source says. */
    PlacementDecision before(ModelInfo model, RemoteFile file, Answers answers) throws StowageException {
        Map<Field, String> fields = of(model, file.key().source());
        file.format().ifPresent(format -> fields.put(Field.FORMAT, format));
        return decide(Naming.of(file, answers), Draft.of(model, file, answers), fields, answers);
    }

    /** Where a file goes by what is known now that its bytes are here. */
    PlacementDecision after(Download download, Draft draft) throws StowageException {
        Map<Field, String> fields =
                of(download.model().orElseThrow(), download.file().orElseThrow().source());
        FileName name = Naming.after(download, draft);
        PlacementDecision decision = decide(name, draft, fields, download.answers());
        return name.equals(download.fileName().orElseThrow()) ? decision : decision.named(name);
    }

    /** Where a file under review would go: another place is meant with its name, else another name is meant for the file too. */
    PlacementDecision reviewed(Download download, ReviewEdit edit) throws StowageException {
        Map<Field, String> fields =
                of(download.model().orElseThrow(), download.file().orElseThrow().source());
        FileName now = download.fileName().orElseThrow();
        Optional<SafePath> elsewhere = edit.target().filter(target -> !known(download, target));
        FileName name = elsewhere
                .map(target -> Naming.withExtension(target.fileName(), now))
                .orElseGet(() -> Naming.reviewed(download, edit.draft()));
        Answers.Builder answers = download.answers().toBuilder().anywhere();
        edit.target().ifPresent(answers::target);
        PlacementDecision decision = decide(name, edit.draft(), fields, answers.build());
        return decision.target().fileName().equals(name) ? decision : decision.named(name);
    }

    private static boolean known(Download download, SafePath target) {
        return download.answers().target().equals(Optional.of(target));
    }

    private PlacementDecision decide(FileName name, Draft draft, Map<Field, String> fields, Answers answers)
            throws StowageException {
        fields.put(Field.NAME, draft.name());
        draft.baseModel().ifPresent(base -> fields.put(Field.BASE_MODEL, base.text()));
        draft.baseFamily().ifPresent(family -> fields.put(Field.BASE_FAMILY, family.text()));
        return decide(new PlacementFacts(root, name, draft.type(), fields, answers.target()), rules.rules());
    }

    private PlacementDecision decide(PlacementFacts facts, List<PlacementRule> tried) throws StowageException {
        try {
            return policy.decide(facts, tried);
        } catch (PluginDefectException e) {
            throw new StowageException(e.problem(), e);
        }
    }

    private static Map<Field, String> of(ModelInfo model, String source) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        fields.put(Field.SOURCE, source);
        model.creator().ifPresent(creator -> fields.put(Field.CREATOR, creator));
        model.version().ifPresent(version -> fields.put(Field.VERSION, version));
        return fields;
    }
}
