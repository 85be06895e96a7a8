package org.throughline.matching;

import java.util.List;
import java.util.Random;
import org.throughline.matching.Sketch.Part;

/**
 * Describes a person as an organization would: much is not asked, some is out of date, some is wrong. The shares are ours,
 * at the upper end of what is published of registrations in hospitals.
 */
final class Mistakes {
    private static final List<String> GROUPS = Lines.of("nicknames.txt");

    private final Random random;
    private final Population population;

    Mistakes(Random random, Population population) {
        this.random = random;
        this.population = population;
    }

    /** What an organization wrote down. */
    Sketch written(Sketch person) {
        Sketch told = unsaid(person);
        told = names(told);
        told = birth(told);
        if (in(0.005)) {
            told = told.with(Part.SEX, told.get(Part.SEX).equals("male") ? "female" : "male");
        }
        if (in(0.01)) {
            told = mistyped(told, Part.SSN);
        }
        if (in(0.01)) {
            told = mistyped(told, Part.PHONE);
        }
        if (in(0.03)) {
            told = mistyped(told, Part.LINE);
        }
        return told;
    }

    /** Life went on between two descriptions: people move, change telephones, marry. */
    Sketch later(Sketch person) {
        Sketch later = person;
        if (in(0.14)) {
            later = population.housed(later);
        }
        if (in(0.15)) {
            later = later.like(population.reachable(later), Part.PHONE);
        }
        if (in(0.12)) {
            later = later.like(population.reachable(later), Part.EMAIL);
        }
        return person.get(Part.SEX).equals("female") ? married(later) : later;
    }

    private Sketch married(Sketch person) {
        String before = person.get(Part.FAMILY);
        String name = population.family();
        if (in(0.03)) {
            return person.with(Part.FAMILY, before + "-" + name);
        }
        if (in(0.04)) {
            Sketch changed = person.with(Part.FAMILY, name);
            return in(0.5) ? changed.with(Part.FORMER, before) : changed;
        }
        return person;
    }

    private Sketch unsaid(Sketch person) {
        Sketch told = person;
        double middle = random.nextDouble();
        if (middle < 0.35) {
            told = told.with(Part.MIDDLE, "");
        } else if (middle < 0.65 && !told.get(Part.MIDDLE).isEmpty()) {
            told = told.with(Part.MIDDLE, told.get(Part.MIDDLE).substring(0, 1));
        }
        told = forgotten(told, Part.SEX, 0.01, "unknown");
        told = forgotten(told, Part.ORDER, 0.7, "");
        told = in(0.04) ? told.with(Part.LINE, "").with(Part.POSTAL, "") : told;
        told = forgotten(told, Part.PHONE, 0.06, population.pick("", "000-000-0000", "555-555-5555"));
        told = forgotten(told, Part.EMAIL, 0.4, population.pick("", "none@none.com"));
        told = forgotten(told, Part.SUFFIX, 0.4, "");
        // Each organization has its own numbers, so that two of them have none in common.
        told = told.with(Part.MRN, "");
        if (in(0.5)) {
            return told.with(Part.SSN, population.pick("", "", "999-99-9999", "123-45-6789"));
        }
        String number = told.get(Part.SSN);
        return in(0.3) && number.length() > 4
                ? told.with(Part.SSN, "xxx-xx-" + number.substring(number.length() - 4))
                : told;
    }

    private Sketch forgotten(Sketch person, Part part, double share, String then) {
        return in(share) ? person.with(part, then) : person;
    }

    private Sketch names(Sketch person) {
        Sketch told = person;
        if (in(0.06)) {
            told = told.with(Part.GIVEN, nickname(told.get(Part.GIVEN)));
        }
        if (in(0.02)) {
            told = mistyped(told, Part.GIVEN);
        }
        if (in(0.02)) {
            told = mistyped(told, Part.FAMILY);
        }
        if (in(0.005)) {
            told = told.with(Part.GIVEN, told.get(Part.FAMILY)).with(Part.FAMILY, told.get(Part.GIVEN));
        }
        if (in(0.005) && told.get(Part.MIDDLE).length() > 1) {
            told = told.with(Part.GIVEN, told.get(Part.MIDDLE)).with(Part.MIDDLE, "");
        }
        return told;
    }

    private String nickname(String given) {
        for (String group : GROUPS) {
            List<String> names = List.of(group.split(" ", -1));
            if (names.getFirst().equals(given)) {
                return names.get(1 + random.nextInt(names.size() - 1));
            }
        }
        return given;
    }

    private Sketch birth(Sketch person) {
        String date = person.get(Part.BIRTH);
        double which = random.nextDouble();
        if (which < 0.006) {
            return person.with(Part.BIRTH, date.substring(0, 5) + date.substring(8) + "-" + date.substring(5, 7));
        }
        if (which < 0.016) {
            return mistyped(person, Part.BIRTH);
        }
        if (which < 0.021) {
            return person.with(Part.BIRTH, population.pick("1900-01-01", date.substring(0, 4) + "-01-01", ""));
        }
        if (which < 0.024) {
            return person.with(Part.BIRTH, date.substring(0, 4));
        }
        return which < 0.027 ? person.with(Part.BIRTH, population.birth(1935, 2020)) : person;
    }

    /** One letter or digit wrong, left out, doubled, or exchanged with its neighbour. */
    private Sketch mistyped(Sketch person, Part part) {
        String text = person.get(part);
        if (text.length() < 3) {
            return person;
        }
        int at = 1 + random.nextInt(text.length() - 2);
        String before = text.substring(0, at);
        String after = text.substring(at + 1);
        boolean digit = Character.isDigit(text.charAt(at));
        String other = digit ? String.valueOf(random.nextInt(10)) : String.valueOf((char) ('a' + random.nextInt(26)));
        boolean date = part == Part.BIRTH;
        if (date && !digit) {
            return person;
        }
        String wrong = switch (date ? 3 : random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + text.charAt(at) + text.charAt(at) + after;
            case 2 -> text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + after;
            default -> before + other + after;
        };
        return person.with(part, wrong);
    }

    private boolean in(double share) {
        return random.nextDouble() < share;
    }
}
