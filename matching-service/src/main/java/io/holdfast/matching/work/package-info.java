/** What is done when it is due, and after each write. */
@NullMarked
package io.holdfast.matching.work;

import org.jspecify.annotations.NullMarked;
