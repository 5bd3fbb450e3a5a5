package dev.stowage.app.listing;

import dev.stowage.api.Progress;
import java.util.Optional;

/**
 * How a download goes on.
 *
 * @param progress how its transfer goes at this moment, if one is running and that is known
 * @param settling the command that settles what is open, or goes on
 */
public record Outlook(Optional<Progress> progress, Optional<String> settling) {}
