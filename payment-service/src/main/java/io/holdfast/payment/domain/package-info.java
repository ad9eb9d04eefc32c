/** What a payment is and how it may change: pure, free of any framework. */
@NullMarked
package io.holdfast.payment.domain;

import org.jspecify.annotations.NullMarked;
