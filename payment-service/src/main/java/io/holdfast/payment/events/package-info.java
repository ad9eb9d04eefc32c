/** Payment events as they go over the wire. */
@NullMarked
package io.holdfast.payment.publishing;

import org.jspecify.annotations.NullMarked;
