package dev.stowage.http;

import java.io.InputStream;

/**
 * The body of an answer whose head was found good.
 *
 * @param in its bytes, from the first one that is wanted
 * @param end one more than the last byte of the file that may be taken from it
 */
record Incoming(InputStream in, long end) {}
