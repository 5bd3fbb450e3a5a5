package dev.stowage.app.events;

/**
 * What brings a client up to date in one go.
 *
 * @param number the last event that it includes
 * @param frames as they are sent
 */
record Told(long number, byte[] frames) {}
