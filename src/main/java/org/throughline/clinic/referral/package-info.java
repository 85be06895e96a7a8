/**
 * Referrals on screens: those to us and those to others, each with what has become of it, who the patient is that somebody has referred
 * to us, and the packet of a referral on paper. May import what lies below {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.referral;

import org.jspecify.annotations.NullMarked;
