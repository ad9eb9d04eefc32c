/** What payment-service says to others. */
@NullMarked
package io.holdfast.payment.events;

import org.jspecify.annotations.NullMarked;
