/**
 * The classic choreography, order created → credit reserved → order approved, between two services that know nothing
 * but {@code messaging}: what the library itself costs. {@link io.holdfast.loadtests.choreography.Orders} and
 * {@link io.holdfast.loadtests.choreography.Customers} are the services, {@code ChoreographyBenchmark} measures them.
 */
@NullMarked
package io.holdfast.loadtests.choreography;

import org.jspecify.annotations.NullMarked;
