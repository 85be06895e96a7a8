/**
 * The law of the place: what states ask for beyond HIPAA, as lines of a table with their sources, and what follows from them for a
 * site: which kinds of information a written request must name, from which age minors consent by themselves, until when a record is
 * kept, by when it is released. Where two states are concerned the stricter counts. A fact that could not be confirmed is not in the
 * table; it is no legal advice. Pure; may import {@code kernel} and {@code access}.
 */
@NullMarked
package org.throughline.access.place;

import org.jspecify.annotations.NullMarked;
