/** The payment part of the HTTP API. */
@NullMarked
package io.holdfast.payment.web;

import org.jspecify.annotations.NullMarked;
