/** What every page has: its frame, its headers, its forms and what is shown when something went wrong. */
@NullMarked
package io.holdfast.web.page;

import org.jspecify.annotations.NullMarked;
