/** What this service says: the bodies of its events. */
@NullMarked
package io.holdfast.matching.events;

import org.jspecify.annotations.NullMarked;
