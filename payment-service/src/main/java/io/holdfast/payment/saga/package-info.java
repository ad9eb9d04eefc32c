/** What payment-service hears from others and does about it; {@link io.holdfast.payment.saga.PaymentSaga} is the table. */
@NullMarked
package io.holdfast.payment.saga;

import org.jspecify.annotations.NullMarked;
