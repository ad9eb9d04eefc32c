/** What is stored to be done later, calls to the provider and webhooks without an order, and what follows a write. */
@NullMarked
package io.holdfast.payment.work;

import org.jspecify.annotations.NullMarked;
