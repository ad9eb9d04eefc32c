/** What is held of people here, and how it is handed out and erased. */
@NullMarked
package io.holdfast.matching.privacy;

import org.jspecify.annotations.NullMarked;
