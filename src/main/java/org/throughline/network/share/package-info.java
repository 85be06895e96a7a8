/**
 * Sharing records with the other members of the network. As a holder: what a member has been given is kept by version
 * ({@code given}), and what it is told next is the difference to what it may see then
 * ({@link org.throughline.network.share.Giving}), so that a change, a label, a consent that is revoked and a deletion are
 * told alike. As a receiver: what a member tells is kept as copies beside our own
 * ({@link org.throughline.network.share.Receiving}), each event once and in order. May import what lies below
 * {@code network}, {@code network.peer} and {@code network.link}.
 */
@NullMarked
package org.throughline.network.share;

import org.jspecify.annotations.NullMarked;
