/** Server-sent events: what many look at is read once, and a stream ends when its token does. */
@NullMarked
package io.holdfast.defaults.streams;

import org.jspecify.annotations.NullMarked;
