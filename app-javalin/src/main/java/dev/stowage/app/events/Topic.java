package dev.stowage.app.events;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a client may want to hear of. */
public enum Topic {
    /** Downloads and how their transfers go. */
    DOWNLOADS,
    /** How far assets are on workers. */
    WORKERS,
    /** Files that are registered. */
    ASSETS;

    /** Everything there is. */
    public static final Set<Topic> ALL = Set.copyOf(EnumSet.allOf(Topic.class));

    /** The name in a request, in lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
