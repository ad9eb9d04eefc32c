/** What is done after a commit, and what is due by itself. */
@NullMarked
package io.holdfast.availability.work;

import org.jspecify.annotations.NullMarked;
