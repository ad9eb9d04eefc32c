/** Documents: calendar days, rejections, and what is known of offerings and professionals. */
@NullMarked
package io.holdfast.availability.persistence;

import org.jspecify.annotations.NullMarked;
