/** What is stored to be done later, and what follows a write: both hang on the repository's hooks. */
@NullMarked
package io.holdfast.booking.work;

import org.jspecify.annotations.NullMarked;
