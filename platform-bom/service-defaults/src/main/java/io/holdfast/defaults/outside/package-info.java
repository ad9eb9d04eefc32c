/** Calls to where somebody else says: which addresses our servers may be led to, and how services outside are left alone. */
@NullMarked
package io.holdfast.defaults.outside;

import org.jspecify.annotations.NullMarked;
