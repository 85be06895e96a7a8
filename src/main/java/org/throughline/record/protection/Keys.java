package org.throughline.record.protection;

import java.util.Collection;
import org.throughline.access.Filter;
import org.throughline.database.Fragment;

/** Where in the index things stand that access depends on. The room that owns the index implements it. */
public interface Keys {

    /**
     * The salts of the paths by which resources may refer to one of this type: a row with the key {@code address XOR
     * salt} is of a resource that does.
     */
    long[] saltsTo(String type);

    /** The numbers of the paths by which a resource of this type says what it belongs to. */
    int[] pathsToOwner(String type);

    /** The salts of these paths, in the same order. */
    long[] saltsToOwner(String type);

    /** The numbers of the paths by which something says that it is about a result. */
    int[] pathsToResult();

    /** The salts of these paths, in the same order. */
    long[] saltsToResult();

    /** The keys of dates that are not of care, such as that of birth; every other date of a patient's resource is. */
    long[] datesNotOfCare();

    /**
     * An expression of the type {@code bigint[]}: the keys of which a resource of these types that meets the filter has
     * one. It has none when the types have no such parameter of tokens or references.
     */
    Fragment meeting(Collection<String> types, Filter filter);
}
