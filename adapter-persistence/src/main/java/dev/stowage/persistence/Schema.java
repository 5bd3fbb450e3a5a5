package dev.stowage.persistence;

import java.util.regex.Pattern;

/**
 * The tables of one module, as scripts that make them and bring them from version to version.
 *
 * <p>The scripts are resources named {@code V1__what.sql}, {@code V2__what.sql} and so on, in the folder {@code migration/NAME} beside the
 * owner's class. They write <code>${prefix}</code> before the name of each table, <code>${text}</code>, <code>${long}</code> and
 * <code>${bytes}</code> for types, and <code>${strict}</code> after the closing parenthesis of a table. Each ends with a statement that
 * sets the module's row in {@code schema_version}, by which everybody later tells that nothing is to be done.
 *
 * @param name names the module; {@code [a-z]{1,20}}
 * @param version the number of the newest script
 * @param owner a class in the package below which the scripts lie
 * @since 0.1
 */
public record Schema(String name, int version, Class<?> owner) {
    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");

    /** @throws IllegalArgumentException when the name or version cannot be one */
    public Schema {
        if (!NAME.matcher(name).matches() || version < 1) {
            throw new IllegalArgumentException(
                    "A schema has a name of 1 to 20 lower-case letters and a version from 1");
        }
    }

    /** Where the scripts lie, as a class loader names it. */
    String folder() {
        return owner.getPackageName().replace('.', '/') + "/migration/" + name;
    }
}
