/** The part that this service has in imports: it owns profiles. Begin at {@link io.holdfast.matching.imports.AnswerImport}. */
@NullMarked
package io.holdfast.matching.imports;

import org.jspecify.annotations.NullMarked;
