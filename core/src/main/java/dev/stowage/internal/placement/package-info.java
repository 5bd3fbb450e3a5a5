/** Where files belong: rules, templates, presets. Pure functions. */
@NullMarked
package dev.stowage.internal.placement;

import org.jspecify.annotations.NullMarked;
