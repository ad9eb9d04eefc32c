/** The use cases: each loads, lets the payment decide, and stores the decision in one write. */
@NullMarked
package io.holdfast.payment.application;

import org.jspecify.annotations.NullMarked;
