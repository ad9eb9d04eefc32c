/** Contracts between services, held on both sides: start at {@code ProducedContracts} and {@code ConsumedContracts}. */
@NullMarked
package io.holdfast.testsupport.contracts;

import org.jspecify.annotations.NullMarked;
