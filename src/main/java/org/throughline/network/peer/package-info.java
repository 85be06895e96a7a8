/**
 * Who the other members of the network are and how they become so: invitations, joining, leaving, cutting off, other keys. What
 * one member says to another is a {@link org.throughline.network.peer.Statement}, signed; the address and the key of each are
 * proven to the other before either is admitted. A member is an Organization and an Endpoint of the record and an app with a role
 * ({@code login}), so what it may see is decided where all else is decided. {@link org.throughline.network.peer.Peers} tells who
 * they are, {@link org.throughline.network.peer.PeerCalls} asks one for something on behalf of somebody.
 *
 * <p>It imports neither screens nor {@code rest}; nothing here is about patients.
 */
@NullMarked
package org.throughline.network.peer;

import org.jspecify.annotations.NullMarked;
