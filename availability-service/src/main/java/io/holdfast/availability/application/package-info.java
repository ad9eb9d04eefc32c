/** What the service does, one class for each thing. */
@NullMarked
package io.holdfast.availability.application;

import org.jspecify.annotations.NullMarked;
