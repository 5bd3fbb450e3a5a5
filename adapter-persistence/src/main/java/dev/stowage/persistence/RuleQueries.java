package dev.stowage.persistence;

import dev.stowage.model.PlacementRule;
import dev.stowage.model.PlacementRule.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The statements about placement rules. */
final class RuleQueries {
    private static final String CONDITIONS = "conditions";

    private final String table;

    RuleQueries(Database database) {
        table = database.schema() + ".placement_rules";
    }

    List<PlacementRule> all(Handle handle) {
        return handle.createQuery("SELECT name, conditions, template FROM " + table + " ORDER BY position")
                .map((row, context) -> rule(row))
                .list();
    }

    void deleteAll(Handle handle) {
        handle.createUpdate("DELETE FROM " + table).execute();
    }

    void insert(Handle handle, int position, PlacementRule rule) {
        handle.createUpdate("INSERT INTO " + table + " (position, name, conditions, template)"
                        + " VALUES (:position, :name, :conditions, :template)")
                .bind("position", position)
                .bind("name", Columns.clean(rule.name()))
                .bind("conditions", conditions(rule))
                .bind("template", Columns.clean(rule.template()))
                .execute();
    }

    private static String conditions(PlacementRule rule) {
        List<Field> fields = rule.conditions().keySet().stream().sorted().toList();
        return new JsonObject()
                .putObjects(
                        CONDITIONS,
                        fields,
                        field -> condition(field, rule.conditions().getOrDefault(field, Set.of())))
                .toString();
    }

    private static JsonObject condition(Field field, Set<String> wanted) {
        return new JsonObject()
                .put("field", field)
                .putTexts("values", wanted.stream().sorted().toList());
    }

    private static PlacementRule rule(ResultSet row) throws SQLException {
        Map<Field, Set<String>> conditions = new EnumMap<>(Field.class);
        List<JsonObject> stored =
                JsonObject.parse(row.getString("conditions")).objects(CONDITIONS, Function.identity());
        for (JsonObject condition : stored) {
            conditions.put(condition.word("field", Field.class), Set.copyOf(condition.texts("values")));
        }
        return new PlacementRule(row.getString("name"), conditions, row.getString("template"));
    }
}
