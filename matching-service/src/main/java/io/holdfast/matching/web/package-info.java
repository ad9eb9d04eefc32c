/** Professionals over HTTP: public pages and the admins' writes. */
@NullMarked
package io.holdfast.matching.web;

import org.jspecify.annotations.NullMarked;
