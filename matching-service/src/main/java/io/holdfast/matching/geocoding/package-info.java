/** Maps: where an address is. Offline a small gazetteer, with an address configured a Nominatim server. */
@NullMarked
package io.holdfast.matching.geocoding;

import org.jspecify.annotations.NullMarked;
