package org.throughline.terminology;

/** How what was typed fits an entry, the best first. */
enum Fit {
    /** It is the whole name. */
    WHOLE_NAME,
    /** It is a whole synonym or code. */
    WHOLE_SYNONYM,
    /** Its words begin words of the name. */
    NAME,
    /** Its words begin words of one synonym. */
    SYNONYM,
    /** It begins a code. */
    CODE,
    /** Its words begin words of the publisher's name of a code. */
    PUBLISHED_NAME,
    /** Its words begin words of several of these. */
    SCATTERED
}
