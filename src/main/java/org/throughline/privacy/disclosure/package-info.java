/**
 * The account of disclosures (45 CFR 164.528): to whom a patient's record went beyond treatment, payment and the running of the
 * practice, as the trail has it and as staff entered it.
 */
@NullMarked
package org.throughline.privacy.disclosure;

import org.jspecify.annotations.NullMarked;
