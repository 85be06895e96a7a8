package org.throughline.safety.rule;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.safety.patient.Sex;
import org.throughline.terminology.drug.Route;

/**
 * Reads conditions of rules: {@code daily a > 20 mg; age >= 65}. All that stands between semicolons must hold; of what
 * {@code or} stands between, one. {@link Term} has an example of each.
 */
final class TermReader {
    private final Groups groups;
    private final Map<String, ConditionGroup> conditions;
    private final Map<String, Lab> labs;

    TermReader(Groups groups, Map<String, ConditionGroup> conditions, Map<String, Lab> labs) {
        this.groups = groups;
        this.conditions = conditions;
        this.labs = labs;
    }

    List<List<Term>> all(String text) {
        return Row.parts(text, ";").stream()
                .map(each -> Row.parts(each, " or ").stream().map(this::term).toList())
                .toList();
    }

    private Term term(String text) {
        if (text.startsWith("not ")) {
            return new Term.Not(term(text.substring("not ".length()).strip()));
        }
        Words words = new Words(text);
        String first = words.next();
        Term term = switch (first) {
            case "dose", "daily", "times", "days" -> dosage(first, words);
            case "age" -> age(words);
            case "weight" -> new Term.Weight(Compare.of(words.next()), words.number());
            case "sex" -> new Term.SexIs(Row.named(Sex.class, words.next()));
            case "route" -> new Term.RouteIs(words.side(), routes(words.rest()));
            case "taking" -> new Term.Taking(groups.selector(words.rest().replace(",", ";")));
            case "has" -> new Term.Has(condition(words.next()), false);
            case "had" -> new Term.Has(condition(words.next()), true);
            case "for" -> new Term.For(words.side(), condition(words.next()));
            case "lab" -> new Term.LastResult(lab(words.next()), Compare.of(words.next()), words.number());
            case "pregnant" ->
                new Term.Pregnant(words.over() ? 0 : words.number().intValueExact());
            case "breastfeeding" -> new Term.Breastfeeding();
            default -> new Term.Kidneys(equation(first), Compare.of(words.next()), words.number());
        };
        words.end();
        return term;
    }

    private static Term dosage(String of, Words words) {
        Term.Of what = Row.named(Term.Of.class, of);
        Side side = words.side();
        Compare compare = Compare.of(words.next());
        BigDecimal limit = words.number();
        boolean amount = what == Term.Of.DOSE || what == Term.Of.DAILY;
        return new Term.Dosage(what, side, compare, limit, amount ? words.next() : "");
    }

    private static Term age(Words words) {
        Compare compare = Compare.of(words.next());
        int number = words.number().intValueExact();
        boolean months = words.skip("mo");
        return new Term.Age(compare, months ? number : number * 12);
    }

    private static Set<Route> routes(String text) {
        Set<Route> routes = new HashSet<>();
        Row.parts(text, ",").forEach(each -> routes.add(Row.named(Route.class, each)));
        return routes;
    }

    private ConditionGroup condition(String id) {
        return known(conditions, id, "group of conditions");
    }

    private Lab lab(String id) {
        return known(labs, id, "test");
    }

    private static <T> T known(Map<String, T> all, String id, String what) {
        T found = all.get(id);
        if (found == null) {
            throw new Unreadable("\"" + id + "\" is no " + what);
        }
        return found;
    }

    private static Equation equation(String id) {
        for (Equation each : Equation.values()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        throw new Unreadable("\"" + id + "\" begins no condition");
    }

    /** The words of a condition, one after the other. */
    private static final class Words {
        private final String text;
        private final List<String> words;
        private int at;

        Words(String text) {
            this.text = text;
            this.words = Row.parts(text, "\\s+");
        }

        String next() {
            if (at >= words.size()) {
                throw new Unreadable("\"" + text + "\" ends too early");
            }
            return words.get(at++);
        }

        boolean skip(String word) {
            boolean there = at < words.size() && words.get(at).equals(word);
            at += there ? 1 : 0;
            return there;
        }

        Side side() {
            if (skip("b")) {
                return Side.B;
            }
            skip("a");
            return Side.A;
        }

        BigDecimal number() {
            String word = next();
            try {
                return new BigDecimal(word);
            } catch (NumberFormatException e) {
                throw new Unreadable("\"" + word + "\" is no number in \"" + text + "\"");
            }
        }

        String rest() {
            String rest = String.join(" ", words.subList(at, words.size()));
            at = words.size();
            return rest;
        }

        boolean over() {
            return at >= words.size();
        }

        void end() {
            if (at < words.size()) {
                throw new Unreadable("\"" + words.get(at) + "\" is too much in \"" + text + "\"");
            }
        }
    }
}
