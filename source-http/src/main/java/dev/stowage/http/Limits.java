package dev.stowage.http;

import java.util.concurrent.Semaphore;

/**
 * What one transfer may take of what all transfers share.
 *
 * @param crew its threads
 * @param places connections besides the first one of each transfer
 */
record Limits(Crew crew, Semaphore places) {}
