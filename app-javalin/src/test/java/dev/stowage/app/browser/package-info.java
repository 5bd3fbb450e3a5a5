/** The web page as people have it before them: in a browser, against a real server. */
@NullMarked
package dev.stowage.app.browser;

import org.jspecify.annotations.NullMarked;
