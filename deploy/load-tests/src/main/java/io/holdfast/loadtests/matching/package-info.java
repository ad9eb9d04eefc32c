/** What it takes to find the best of many professionals for one request. */
@NullMarked
package io.holdfast.loadtests.matching;

import org.jspecify.annotations.NullMarked;
