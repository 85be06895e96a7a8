package org.throughline.kernel;

/**
 * Where a resource lives in the store: a 64-bit number computed from its origin, type and id, without asking the
 * database. It is the primary key of a resource and the target of every reference, so the index rows of a resource are
 * a pure function of its content. Two ids that collide (one in 10<sup>6</sup> chance at ten million resources) are
 * told apart by the id stored beside it, and the second is refused.
 */
public final class Address {
    private Address() {}

    /** The address of one of our own resources: {@code Patient}, {@code 123}. */
    public static long of(String type, String id) {
        return Hash.of(type, id);
    }

    /** The address of a resource held for another organization; origin 0 is our own. */
    public static long of(int origin, String type, String id) {
        return origin == 0 ? of(type, id) : Hash.of(origin, type, id);
    }
}
