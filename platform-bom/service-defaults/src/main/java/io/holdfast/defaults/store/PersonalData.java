package io.holdfast.defaults.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The documents of this collection hold something of a person. It says what, and what becomes of it when they are erased;
 * {@code privacy.PersonalRecords} does it. The alternative is {@link NoPersonalData}; a test asks for one of the two.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {

    /** In the words of platform-bom's table. */
    String holds();

    /** What is left when the person is erased. */
    String erased();
}
