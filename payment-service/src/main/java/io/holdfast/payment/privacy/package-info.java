/** What is held of people here, and how it is handed out and erased. */
@NullMarked
package io.holdfast.payment.privacy;

import org.jspecify.annotations.NullMarked;
