/** How services talk to the document server. */
@NullMarked
package io.holdfast.defaults.store;

import org.jspecify.annotations.NullMarked;
