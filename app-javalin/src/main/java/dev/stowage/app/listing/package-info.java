/** How stored downloads are shown to a person: as lines of a table, or one with everything that is known of it. */
@NullMarked
package dev.stowage.app.listing;

import org.jspecify.annotations.NullMarked;
