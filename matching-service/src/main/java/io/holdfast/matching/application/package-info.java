/** What this service does that is more than one aggregate's decision. */
@NullMarked
package io.holdfast.matching.application;

import org.jspecify.annotations.NullMarked;
