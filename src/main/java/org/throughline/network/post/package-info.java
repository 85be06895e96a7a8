/**
 * Messages between members of the network that must arrive: FHIR message Bundles about something that has changed in a record. What
 * is to be told is kept in the transaction of the change, made into a message once that is committed, brought at once and again
 * until the member has taken it, for each member in order; the receiver applies each message once. What a message says and what
 * becomes of it is told by a {@link org.throughline.network.post.MessageKind}, one class for each event. May import what lies below
 * {@code network}, and {@code network.peer}.
 *
 * @see <a href="https://hl7.org/fhir/R4/messaging.html">Messaging</a>
 */
@NullMarked
package org.throughline.network.post;

import org.jspecify.annotations.NullMarked;
