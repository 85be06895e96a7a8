/**
 * What patients ask about who looked at their record, and what the privacy officer answers: Communications in the record,
 * marked so that the staff who were asked about do not see them.
 */
@NullMarked
package org.throughline.privacy.question;

import org.jspecify.annotations.NullMarked;
