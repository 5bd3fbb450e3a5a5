package dev.stowage.app.http;

/**
 * What is wrong with one value of a request.
 *
 * @param place a JSON pointer into the body, or the name of a parameter
 * @param message what is wrong and what it should be; one sentence that may be shown
 */
record Flaw(String place, String message) {}
