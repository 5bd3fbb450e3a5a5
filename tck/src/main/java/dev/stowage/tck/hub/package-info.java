/** A server on loopback that speaks the interfaces of CivitAI and HuggingFace, for tests and for a demonstration without internet. */
@NullMarked
package dev.stowage.tck.hub;

import org.jspecify.annotations.NullMarked;
