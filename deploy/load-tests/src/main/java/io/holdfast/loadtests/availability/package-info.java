/** What it takes to look at a professional's day and month, as the store grows. */
@NullMarked
package io.holdfast.loadtests.availability;

import org.jspecify.annotations.NullMarked;
