package org.throughline.search.index;

import org.throughline.kernel.Address;
import org.throughline.kernel.Hash;
import org.throughline.search.parameter.Path;

/**
 * Where rows are put: what their keys are made of.
 *
 * @param salt what the keys start from
 * @param path the path's number in rows of {@code term}
 * @param words the number under which the place's tokens stand in the dictionary
 */
record Place(long salt, int path, int words) {

    static Place of(Path path) {
        return new Place(path.salt(), path.id(), path.id());
    }

    /** A place that counts as this path's, with keys of its own. */
    static Place beside(Path path, Path keys) {
        return new Place(keys.salt(), path.id(), keys.id());
    }

    /** The place of the second part of a composite whose first part has this key. */
    Place under(long key) {
        return new Place(key, path, (int) key);
    }

    long token(String system, String code) {
        return Hash.of(salt, system, code);
    }

    long reference(String type, String id) {
        return Address.of(type, id) ^ salt;
    }
}
