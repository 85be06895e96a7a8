/**
 * Referrals: that a patient is to be seen by somebody else, from the order until the consult note is read. Each side keeps a Task
 * about the order with every step of both sides; what has become of a referral follows from the steps that are known
 * ({@link org.throughline.care.referral.Course}), so that both sides say the same once they have heard of each other. How the other
 * side is told is the business of whoever implements {@link org.throughline.care.referral.Correspondence}. No SQL, no HTTP.
 *
 * @see <a href="https://wiki.ihe.net/index.php/360_Exchange_Closed_Loop_Referral">IHE, closed loop referral (360X)</a>
 */
@NullMarked
package org.throughline.care.referral;

import org.jspecify.annotations.NullMarked;
