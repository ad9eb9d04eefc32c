/** The open listing of dates and slots. */
@NullMarked
package io.holdfast.availability.web;

import org.jspecify.annotations.NullMarked;
