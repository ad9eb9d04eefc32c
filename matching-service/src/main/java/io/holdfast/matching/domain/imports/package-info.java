/** What is said of rows that another system brings along. */
@NullMarked
package io.holdfast.matching.domain.imports;

import org.jspecify.annotations.NullMarked;
