/** Bookings as admins see them: the table, one with its money and history, a day of everybody, and booking by hand. */
@NullMarked
package io.holdfast.web.admin.bookings;

import org.jspecify.annotations.NullMarked;
