/** What clients have booked. */
@NullMarked
package io.holdfast.web.client;

import org.jspecify.annotations.NullMarked;
