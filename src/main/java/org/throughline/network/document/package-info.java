/**
 * Documents that go between members of the network: what a member may see of one is enclosed in a message, and becomes a document
 * of ours at the other end; and signed notes, which somebody sends to a clinician there. May import what lies below {@code network},
 * and {@code network.peer}, {@code network.link} and {@code network.post}.
 */
@NullMarked
package org.throughline.network.document;

import org.jspecify.annotations.NullMarked;
