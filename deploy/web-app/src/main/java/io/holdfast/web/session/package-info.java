/** Who is looking: cookies of people and of guests, and the token that a form must carry. */
@NullMarked
package io.holdfast.web.session;

import org.jspecify.annotations.NullMarked;
