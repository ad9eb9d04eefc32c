/** Work that must happen at or after an instant and is kept in the store until it did. */
@NullMarked
package io.holdfast.defaults.work;

import org.jspecify.annotations.NullMarked;
