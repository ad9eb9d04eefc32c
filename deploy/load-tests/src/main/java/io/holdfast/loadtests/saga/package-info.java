/**
 * One booking from request to confirmed, as its client meets it, and beside it the floor: the document writes and the
 * Kafka hops that such a saga cannot do without. {@link io.holdfast.loadtests.saga.SagaBenchmark} is the way in.
 */
@NullMarked
package io.holdfast.loadtests.saga;

import org.jspecify.annotations.NullMarked;
