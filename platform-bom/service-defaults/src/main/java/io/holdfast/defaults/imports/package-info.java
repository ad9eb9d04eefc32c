/**
 * The part that a service has in imports whose rows it owns: it answers about each once, by {@link
 * io.holdfast.defaults.imports.ImportAnswers}. What it does with a row is its own.
 */
@NullMarked
package io.holdfast.defaults.imports;

import org.jspecify.annotations.NullMarked;
