/** Razorpay behind the provider port, through razorpay-java. */
@NullMarked
package io.holdfast.payment.razorpay;

import org.jspecify.annotations.NullMarked;
