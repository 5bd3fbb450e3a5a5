/** Header knowledge: says from a few bytes of a model file what it is, whether it is whole and whether it is dangerous. */
@NullMarked
package dev.stowage.modelfiles;

import org.jspecify.annotations.NullMarked;
