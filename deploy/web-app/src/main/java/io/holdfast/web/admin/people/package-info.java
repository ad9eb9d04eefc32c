/** Who books: contacts, who waits, and what of somebody is kept. */
@NullMarked
package io.holdfast.web.admin.people;

import org.jspecify.annotations.NullMarked;
