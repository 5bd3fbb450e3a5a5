package dev.stowage.app;

import dev.stowage.api.PlacementQuestion;
import dev.stowage.api.RuleSet;
import dev.stowage.api.Rules;
import dev.stowage.app.json.RuleJson;
import dev.stowage.model.PlacementDecision;
import dev.stowage.model.PlacementRule;
import dev.stowage.spi.StowageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rules}: which files go into which folder. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {RulesCommand.Ls.class, RulesCommand.Put.class, RulesCommand.Try.class},
        header = "Shows, replaces and tries the rules by which files are placed.",
        description = {
            "%nThe first rule that holds decides. Yours come first, then those of the layout. A rule has a name, words "
                    + "that its fields must have, and a folder below the models folder, in which fields stand in braces:",
            "  {\"name\": \"ponies\", \"when\": {\"type\": [\"lora\"], \"base_model\": [\"Pony\"]},",
            "   \"template\": \"loras/{base_model}\"}",
            "Fields are type, base_model, base_family, source, creator, name, version and format. A rule whose folder "
                    + "names a field that is unknown does not hold. What is placed already stays where it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  stowage rules",
            "  stowage rules --json > rules.json",
            "  stowage rules set rules.json",
            "  stowage rules try --type lora --base-model Pony --rules rules.json"
        })
final class RulesCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Override
    public Integer call() throws StowageException {
        try (Opened opened = looking()) {
            show(opened.rules(), opened.rules().list());
        }
        return ExitCode.OK;
    }

    private Opened looking() throws StowageException {
        return Opened.looking(root, "rules");
    }

    private void show(Rules rules, RuleSet admins) throws StowageException {
        List<PlacementRule> builtin = rules.builtin();
        if (root.options().json()) {
            root.paper().json(RuleJson.of(admins, builtin));
        } else {
            RuleLines.of(admins.rules(), builtin).forEach(root.paper()::line);
        }
    }

    /** {@code rules ls}, the same as {@code rules}. */
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Lists the rules in the order in which they are tried.")
    static final class Ls implements Callable<Integer> {
        @ParentCommand
        private RulesCommand rules;

        @Override
        public Integer call() throws StowageException {
            return rules.call();
        }
    }

    /** {@code rules set FILE}. */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Replaces your rules by those of a file.",
            description =
                    "%nThe file is what \"stowage rules --json\" prints, or an array of rules; [] leaves the layout's.",
            footerHeading = "%nExamples:%n",
            footer = {"  stowage rules set rules.json", "  echo [] | stowage rules set -"})
    static final class Put implements Callable<Integer> {
        @ParentCommand
        private RulesCommand rules;

        @Parameters(paramLabel = "FILE", description = "A JSON file; - reads it from the input.")
        private String file = "";

        @Override
        public Integer call() throws StowageException {
            RootCommand root = rules.root;
            List<PlacementRule> wanted = new RuleFile(root.surroundings()).read(file);
            try (Opened opened = Opened.of(root.config(), "rules")) {
                rules.show(opened.rules(), opened.rules().replace(wanted));
            }
            return ExitCode.OK;
        }
    }

    /** {@code rules try}. */
    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            versionProvider = RootCommand.Version.class,
            header = "Shows where a file would go, by which rule, and why not by an earlier one.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  stowage rules try --type lora --base-model Pony",
                "  stowage rules try --type checkpoint --source civitai --creator ann --rules rules.json"
            })
    static final class Try implements Callable<Integer> {
        @ParentCommand
        private RulesCommand rules;

        @Mixin
        private FactOptions facts;

        @Option(
                names = "--rules",
                paramLabel = "FILE",
                description = "Tries the rules of this file instead of the stored ones; - reads the input.")
        private @Nullable String file;

        @Override
        public Integer call() throws StowageException {
            RootCommand root = rules.root;
            PlacementQuestion question = facts.question();
            Optional<List<PlacementRule>> unsaved =
                    file == null ? Optional.empty() : Optional.of(new RuleFile(root.surroundings()).read(file));
            try (Opened opened = rules.looking()) {
                PlacementDecision decision = unsaved.isPresent()
                        ? opened.rules().preview(question, unsaved.get())
                        : opened.rules().preview(question);
                if (root.options().json()) {
                    root.paper().json(RuleJson.of(decision));
                } else {
                    RuleLines.of(decision).forEach(root.paper()::line);
                }
            }
            return ExitCode.OK;
        }
    }
}
