package dev.stowage.app.served;

import java.time.Duration;

/**
 * How long a command waits for the server.
 *
 * @param connect for a connection, which on one machine takes no time
 * @param answer for an answer
 */
public record Patience(Duration connect, Duration answer) {
    /** Long enough for a machine that is busy. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** For what reads large files. */
    static final Patience ENDLESS = new Patience(Duration.ofSeconds(5), Duration.ofDays(7));

    /** For what is only pleasant to know. */
    public static final Patience SHORT = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(2));
}
