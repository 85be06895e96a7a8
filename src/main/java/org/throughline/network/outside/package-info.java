/**
 * FHIR servers of others that are no members of the network and give us patients' records as they give them to any
 * registered client: US Core by SMART Backend Services. {@link org.throughline.network.outside.Servers} knows which there
 * are, {@link org.throughline.network.outside.Finding} looks there for a patient who agreed to that, and
 * {@link org.throughline.network.outside.Polling} keeps what they have as copies beside our own, as what members tell is
 * kept. Everything that comes is doubted: its size, its end, and whose it is.
 *
 * <p>It imports neither screens nor {@code rest}; nothing of ours is given to these servers but who somebody is.
 */
@NullMarked
package org.throughline.network.outside;

import org.jspecify.annotations.NullMarked;
