package org.throughline.care.note;

import org.throughline.care.form.Filled;

/**
 * A note that is to be signed.
 *
 * @param number names the draft, so that it is signed once only
 * @param encounter of the visit; empty for none
 * @param appends the id of the note that it is an addendum of; empty for none
 * @param cosigner who is asked to sign too: {@code Practitioner/1}; empty for nobody
 */
public record Written(String number, Filled filled, String encounter, String appends, String cosigner) {}
