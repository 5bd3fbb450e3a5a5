package dev.stowage.persistence;

import dev.stowage.model.PlacementRule;
import dev.stowage.spi.RuleStore;
import dev.stowage.spi.StowageException;
import java.util.List;

/** The admin's rules in the database. */
final class SqlRules implements RuleStore {
    private final Database database;
    private final RuleQueries queries;

    SqlRules(Database database) {
        this.database = database;
        this.queries = new RuleQueries(database);
    }

    @Override
    public List<PlacementRule> rules() throws StowageException {
        try {
            return database.read(queries::all);
        } catch (UnreadableException e) {
            throw e.told("the placement rules", "Use the version of Stowage that stored them, or enter them again.");
        }
    }

    @Override
    public void replace(List<PlacementRule> rules) throws StowageException {
        database.write(handle -> {
            queries.deleteAll(handle);
            for (int position = 0; position < rules.size(); position++) {
                queries.insert(handle, position, rules.get(position));
            }
            return rules.size();
        });
    }
}
