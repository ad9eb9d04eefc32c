package io.holdfast.matching.domain.match;

/** Why somebody who does the offering is not asked. */
public enum Unsuitability {
    /** They gave this booking back. */
    EXCLUDED,
    /** They were asked already. */
    ASKED,
    /** The client wants somebody else by name. */
    NOT_NAMED,
    /** The client wants another gender, or theirs is not known. */
    GENDER,
    /** They speak none of the languages that the client wants. */
    LANGUAGE,
    /** They know too little of what the offering wants. */
    SKILL,
    /** They do not come there. */
    AREA,
    /** They do not work at that time. */
    CLOSED,
    /** They have something else then. */
    BUSY
}
