/** What it takes to hand out all bookings of a tenant as a file, and a month of them in figures; start at {@code ExportBenchmark}. */
@NullMarked
package io.holdfast.loadtests.export;

import org.jspecify.annotations.NullMarked;
