/** The part that this service has in imports: it owns schedules. Begin at {@link io.holdfast.availability.imports.AnswerImport}. */
@NullMarked
package io.holdfast.availability.imports;

import org.jspecify.annotations.NullMarked;
