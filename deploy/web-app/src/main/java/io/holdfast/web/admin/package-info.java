/** What admins have before them: figures, bookings, what is offered and by whom, and whether all is well. */
@NullMarked
package io.holdfast.web.admin;

import org.jspecify.annotations.NullMarked;
