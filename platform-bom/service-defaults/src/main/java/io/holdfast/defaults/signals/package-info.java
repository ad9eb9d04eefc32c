/** Wake-ups between instances, for requests that wait; never needed for correctness. */
@NullMarked
package io.holdfast.defaults.signals;

import org.jspecify.annotations.NullMarked;
