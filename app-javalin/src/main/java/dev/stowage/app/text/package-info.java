/** Text for people: sizes, durations and tables, measured in the columns of a terminal. */
@NullMarked
package dev.stowage.app.text;

import org.jspecify.annotations.NullMarked;
