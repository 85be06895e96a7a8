package org.throughline.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.throughline.matching.Sketch.Part;

/** Makes people up, with names about as frequent as they are and some that no table has. */
final class Population {
    private static final Drawn FAMILIES = Drawn.from(Frequencies.shipped("family-names.txt"));
    private static final Drawn GIVENS = Drawn.from(Frequencies.shipped("given-names.txt"));
    private static final String[] SYLLABLES = {
        "ba", "bren", "chi", "dor", "el", "fen", "gar", "hal", "is", "jor", "kav", "lund", "mar", "ner", "ok", "pel",
        "qui", "ros", "sta", "tun", "ul", "vesh", "wan", "xi", "yar", "zed", "berg", "ton", "ska", "wicz"
    };
    private static final String[] STREETS = {
        "Maple",
        "Oak",
        "Cedar",
        "Washington",
        "Lake",
        "Hill",
        "Park",
        "Main",
        "Church",
        "Elm",
        "Second",
        "Third",
        "Pine",
        "River",
        "Mill",
        "Spring",
        "Jackson",
        "Lincoln",
        "Walnut",
        "Sunset"
    };
    private static final String[] KINDS = {"Street", "Avenue", "Road", "Lane", "Drive", "Court"};
    private static final String[] CITIES = {
        "Springfield",
        "Riverside",
        "Franklin",
        "Greenville",
        "Bristol",
        "Clinton",
        "Fairview",
        "Salem",
        "Madison",
        "Georgetown"
    };

    private final Random random;

    Population(Random random) {
        this.random = random;
    }

    /** Names with the running sums of their shares; what is missing to 1 falls to names that are made up. */
    private record Drawn(List<String> names, double[] sums) {
        static Drawn from(Frequencies frequencies) {
            List<Map.Entry<String, Integer>> all =
                    new ArrayList<>(frequencies.bits().entrySet());
            all.sort(Map.Entry.comparingByKey(Comparator.naturalOrder()));
            double[] sums = new double[all.size()];
            double total = all.stream()
                    .mapToDouble(each -> Math.pow(2, -each.getValue()))
                    .sum();
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += Math.pow(2, -all.get(i).getValue()) / Math.max(1, total / 0.85);
                sums[i] = sum;
            }
            return new Drawn(all.stream().map(Map.Entry::getKey).toList(), sums);
        }

        /** Whether a name falls through a sieve that lets pass the most frequent name always, and others less the rarer they are. */
        boolean isRarerThan(double drawn, String name) {
            int index = names.indexOf(name);
            double share = index < 0 ? 0 : sums[index] - (index == 0 ? 0 : sums[index - 1]);
            return drawn > share / 0.01;
        }

        String at(double where, String otherwise) {
            for (int i = 0; i < sums.length; i++) {
                if (where < sums[i]) {
                    return names.get(i);
                }
            }
            return otherwise;
        }
    }

    Sketch person() {
        Map<Part, String> parts = new LinkedHashMap<>();
        parts.put(Part.GIVEN, given());
        parts.put(Part.MIDDLE, given());
        parts.put(Part.FAMILY, family());
        parts.put(Part.BIRTH, birth(1935, 2020));
        parts.put(Part.SEX, random.nextBoolean() ? "female" : "male");
        Sketch person = new Sketch(parts);
        return numbered(reachable(housed(person)));
    }

    /** Somebody whose name is as those are that two strangers share by chance: of a share s, in s of all cases. */
    Sketch frequentlyNamed() {
        Sketch person = person();
        while (FAMILIES.isRarerThan(random.nextDouble(), person.get(Part.FAMILY))) {
            person = person.with(Part.FAMILY, family());
        }
        while (GIVENS.isRarerThan(random.nextDouble(), person.get(Part.GIVEN))) {
            person = person.with(Part.GIVEN, given());
        }
        return person;
    }

    Sketch housed(Sketch person) {
        return person.with(
                        Part.LINE,
                        (1 + random.nextInt(9800)) + " " + pick(STREETS) + " " + pick(KINDS)
                                + (random.nextInt(4) == 0 ? " Apt " + (1 + random.nextInt(40)) : ""))
                .with(Part.CITY, pick(CITIES))
                .with(Part.POSTAL, String.format("%05d", 10_000 + random.nextInt(400) * 7));
    }

    Sketch reachable(Sketch person) {
        return person.with(Part.PHONE, digits(3, 2) + "-" + digits(3, 2) + "-" + digits(4, 0))
                .with(
                        Part.EMAIL,
                        person.get(Part.GIVEN) + digits(4, 1) + "@"
                                + pick(CITIES).toLowerCase(java.util.Locale.ROOT) + ".net");
    }

    Sketch numbered(Sketch person) {
        return person.with(Part.SSN, digits(3, 1).replace("666", "667") + "-" + digits(2, 1) + "-" + digits(4, 1))
                .with(Part.MRN, digits(8, 1));
    }

    String given() {
        return GIVENS.at(random.nextDouble(), made(2));
    }

    String family() {
        return FAMILIES.at(random.nextDouble(), made(3));
    }

    String birth(int from, int to) {
        return LocalDate.of(from, 1, 1)
                .plusDays(random.nextInt((to - from) * 365))
                .toString();
    }

    private String made(int syllables) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            name.append(pick(SYLLABLES));
        }
        return name.toString();
    }

    private String digits(int count, int from) {
        StringBuilder digits = new StringBuilder().append(from + random.nextInt(9 - from));
        while (digits.length() < count) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
