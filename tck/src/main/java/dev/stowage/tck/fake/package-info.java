/** Hand-written, thread-safe stand-ins for every port and for what a host lends, for tests of plugins and of hosts. */
@NullMarked
package dev.stowage.tck.fake;

import org.jspecify.annotations.NullMarked;
