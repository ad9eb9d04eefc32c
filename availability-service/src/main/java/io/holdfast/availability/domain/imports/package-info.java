/** What is said of rows that another system brings along. */
@NullMarked
package io.holdfast.availability.domain.imports;

import org.jspecify.annotations.NullMarked;
