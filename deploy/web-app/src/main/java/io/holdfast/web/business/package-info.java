/** What professionals and admins have in common: a booking as the business sees it. */
@NullMarked
package io.holdfast.web.business;

import org.jspecify.annotations.NullMarked;
