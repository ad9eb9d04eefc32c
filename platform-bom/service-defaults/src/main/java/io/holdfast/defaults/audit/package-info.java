/**
 * What admins and API keys change is recorded, in every service and by no handler's doing: {@link
 * io.holdfast.defaults.audit.AdminActionFilter} sees each such request before anything of it is decided.
 */
@NullMarked
package io.holdfast.defaults.audit;

import org.jspecify.annotations.NullMarked;
