/** What the web app's pages weigh, and when a slow phone on a slow line first shows something of them. */
@NullMarked
package io.holdfast.loadtests.pages;

import org.jspecify.annotations.NullMarked;
