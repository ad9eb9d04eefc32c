/**
 * What a service does when a person's data is asked for or is to be erased: it finds it in its own stores, page by page, and
 * says how much there was. README.md of platform-bom says which collections hold any.
 */
@NullMarked
package io.holdfast.defaults.privacy;

import org.jspecify.annotations.NullMarked;
