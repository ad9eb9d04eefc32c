/** What the pages of admins are made of. */
@NullMarked
package io.holdfast.web.admin.part;

import org.jspecify.annotations.NullMarked;
