/** The web page: its files, where browsers find its library, and what they may do with it. */
@NullMarked
package dev.stowage.app.web;

import org.jspecify.annotations.NullMarked;
