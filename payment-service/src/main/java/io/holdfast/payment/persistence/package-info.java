/** Payments, order pointers and unmatched webhooks in MongoDB. */
@NullMarked
package io.holdfast.payment.persistence;

import org.jspecify.annotations.NullMarked;
