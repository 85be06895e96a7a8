package org.throughline.search.index;

import org.throughline.search.parameter.Path;

/**
 * The places that one path fills.
 *
 * @param main its own
 * @param texts of the words beside codes
 * @param identifiers of the identifiers of references
 */
record Places(Place main, Place texts, Place identifiers) {

    static Places of(Path path) {
        return new Places(Place.of(path), Place.beside(path, path.texts()), Place.beside(path, path.identifiers()));
    }

    /** All of them at one place, for the part of a composite. */
    static Places at(Place place) {
        return new Places(place, place, place);
    }
}
