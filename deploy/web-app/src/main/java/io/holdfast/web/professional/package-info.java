/** What professionals have before them: their day, what they are asked, their hours. */
@NullMarked
package io.holdfast.web.professional;

import org.jspecify.annotations.NullMarked;
