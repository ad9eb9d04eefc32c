/** Finding documents by what people remember of them: a name, an address, a phone, a number. */
@NullMarked
package io.holdfast.defaults.search;

import org.jspecify.annotations.NullMarked;
