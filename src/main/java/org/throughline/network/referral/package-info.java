/**
 * Referrals between members of the network: makes the messages that go with each step and does what those say that come. May import
 * what lies below {@code network}, and {@code network.peer}, {@code network.link},
 * {@code network.post} and {@code network.document}.
 */
@NullMarked
package org.throughline.network.referral;

import org.jspecify.annotations.NullMarked;
