package dev.stowage.persistence;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where a database is.
 *
 * @param dialect how it is spoken to
 * @param source opens connections
 * @param schema what every table's name is qualified with
 * @param shown names it to a person, without anything secret
 * @param file its file, when it is one
 * @param lent whether the host lends the connections, which are its own and pooled by it
 */
record Place(Dialect dialect, DataSource source, String schema, String shown, Optional<Path> file, boolean lent) {}
