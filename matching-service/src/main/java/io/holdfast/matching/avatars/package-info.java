/** Professionals' pictures: made anew of what they sent, kept beside the profile, shown to everybody. */
@NullMarked
package io.holdfast.matching.avatars;

import org.jspecify.annotations.NullMarked;
