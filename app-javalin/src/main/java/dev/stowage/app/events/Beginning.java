package dev.stowage.app.events;

import java.util.List;

/**
 * What a client is sent before the feed goes on.
 *
 * @param position where it is when it has got them
 * @param frames in order
 */
record Beginning(Feed.Position position, List<byte[]> frames) {}
