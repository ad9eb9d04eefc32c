/** What is offered and by whom, as forms. */
@NullMarked
package io.holdfast.web.admin.catalogue;

import org.jspecify.annotations.NullMarked;
