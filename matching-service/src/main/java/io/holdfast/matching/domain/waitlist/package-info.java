/** Who waits for a slot, who is next in turn, and what they are offered; {@link WaitingLine} decides. */
@NullMarked
package io.holdfast.matching.domain.waitlist;

import org.jspecify.annotations.NullMarked;
