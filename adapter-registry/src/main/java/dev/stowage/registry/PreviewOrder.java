package dev.stowage.registry;

import dev.stowage.model.Sha256;

/**
 * A preview that somebody wants fetched.
 *
 * @param what verb and object, as they follow "Could not"; without its address
 * @param later what is said when trying again may help
 * @param url where its source serves it
 * @param folder names the folder that its bytes go to
 * @param n which file there
 */
record PreviewOrder(String what, String later, String url, Sha256 folder, int n) {}
