package org.throughline.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How rare names are: the agreement of two strangers in a name has the probability 2<sup>-bits</sup>. A name that is not
 * in the table is taken to be as rare as the rarest in it and no rarer, since it may be frequent where somebody lives.
 *
 * @param bits by folded name
 * @param rarest what holds for the others
 */
record Frequencies(Map<String, Integer> bits, int rarest) {
    Frequencies {
        bits = Map.copyOf(bits);
    }

    static Frequencies shipped(String file) {
        Map<String, Integer> bits = new HashMap<>();
        for (String line : Lines.of(file)) {
            String[] words = line.split(" ", -1);
            Integer rare = Integer.valueOf(words[0]);
            Arrays.stream(words).skip(1).forEach(name -> bits.put(name, rare));
        }
        return new Frequencies(
                bits, bits.values().stream().max(Integer::compare).orElseThrow() + 1);
    }

    int of(String name) {
        return bits.getOrDefault(name, rarest);
    }

    boolean knows(String name) {
        return bits.containsKey(name);
    }

    /** The rarity of what two have in common in spite of a difference: that of the more frequent one. */
    int of(String one, String other) {
        return Math.min(of(one), of(other));
    }

    /** How a rarity is said. */
    static String words(int bits) {
        return bits >= 13 ? ", a rare one" : bits <= 8 ? ", a frequent one" : "";
    }
}
