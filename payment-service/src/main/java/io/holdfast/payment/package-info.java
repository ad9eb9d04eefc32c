/** payment-service: money in and money back. Start reading at {@code saga.PaymentSaga} and {@code domain.Payment}. */
@NullMarked
package io.holdfast.payment;

import org.jspecify.annotations.NullMarked;
