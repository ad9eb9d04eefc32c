/** HTTP: requests are checked here, answers are shaped here, nothing is decided here. */
@NullMarked
package io.holdfast.booking.web;

import org.jspecify.annotations.NullMarked;
