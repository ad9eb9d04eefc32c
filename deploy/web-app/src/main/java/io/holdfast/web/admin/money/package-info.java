/** What came in: analytics, payments, coupons. */
@NullMarked
package io.holdfast.web.admin.money;

import org.jspecify.annotations.NullMarked;
