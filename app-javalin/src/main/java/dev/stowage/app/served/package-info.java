/** What a command says to the running server that has the data folder; the only place of the application that asks over HTTP. */
@NullMarked
package dev.stowage.app.served;

import org.jspecify.annotations.NullMarked;
