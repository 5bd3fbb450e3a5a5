/** The practice hub, as the demo shows it: the only place that knows the contract kit. */
@NullMarked
package dev.stowage.app.demo;

import org.jspecify.annotations.NullMarked;
