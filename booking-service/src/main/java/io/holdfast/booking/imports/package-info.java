/**
 * What a business brings along from another system: professionals, offerings, clients and future bookings, from CSV files, from a
 * database dump of Easy!Appointments or from its API. Rows are stored, checked and then written a chunk at a time, by stored work.
 * Begin at {@link io.holdfast.booking.imports.RunImport}; what the columns are is in {@link io.holdfast.booking.imports.Columns}.
 */
@NullMarked
package io.holdfast.booking.imports;

import org.jspecify.annotations.NullMarked;
