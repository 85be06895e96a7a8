/**
 * Finding out who holds something about a patient, in networks too large to ask everybody: a member of the kind locator keeps, for
 * each member, which pseudonymous keys it has a record under, and nothing else. Keys are made of names, birth date and numbers with
 * a secret ({@link org.throughline.network.locate.Secret}) that members share and the locator does not have. Only patients who
 * agreed that some organization is given their record are told of. Whoever is found is asked as ever
 * ({@code network.link}); the locator decides nothing. May import what lies below {@code network}, {@code network.peer} and
 * {@code network.link}.
 *
 * @see <a href="https://doi.org/10.1186/1472-6947-9-41">Schnell, Bachteler, Reiher: Privacy-preserving record linkage using keyed
 *     hashes (2009)</a>
 */
@NullMarked
package org.throughline.network.locate;

import org.jspecify.annotations.NullMarked;
