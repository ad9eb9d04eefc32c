/** HTTP: the open listing of dates and slots, and a professional's own calendar. */
@NullMarked
package io.holdfast.availability.web;

import org.jspecify.annotations.NullMarked;
