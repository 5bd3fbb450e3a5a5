package dev.stowage.app.http;

import io.javalin.security.RouteRole;

/** What somebody must be allowed to use a route. */
enum Permission implements RouteRole {
    /** Everybody who reaches the port. */
    OPEN,
    /** Everybody who is logged in. */
    USER,
    /** Who administers this installation. */
    ADMIN
}
