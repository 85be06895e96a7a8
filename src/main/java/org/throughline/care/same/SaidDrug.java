package org.throughline.care.same;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.drug.Strength;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.DoseAmount;
import org.throughline.terminology.sig.Rate;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.Timing;

/**
 * What an entry says of a drug: which product, how it is taken and whether it is. The same product under its generic name, a
 * brand or a salt is the same, as are dosages that come to the same; what is not known to be the same is not.
 *
 * @param state a word for whether it is taken
 * @param words the drug as it stands there
 * @param meant what that is; null when the catalogue does not know it
 * @param product the product that it is; null when that leaves a choice
 * @param sig how it is taken; null when that is not told
 */
public record SaidDrug(
        String state,
        String words,
        @Nullable Meant meant,
        @Nullable Product product,
        @Nullable Sig sig) implements Said<SaidDrug> {
    private static final Set<String> OVER = Set.of("ENDED", "NOT_TAKEN");

    @Override
    public String item() {
        return meant == null
                ? Meaning.folded(words)
                : meant.ingredients().stream()
                        .map(Ingredient::rxcui)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .toString();
    }

    /** The same text for what is the same, and for nothing else. */
    public String key() {
        return state + " | " + drug() + " | " + taken(SaidDrug::step);
    }

    @Override
    public Set<Difference> differences(SaidDrug other) {
        if (!item().equals(other.item())) {
            return EnumSet.of(Difference.ITEM);
        }
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (!drug().equals(other.drug())) {
            differences.add(otherDrug(other));
        }
        note(differences, Difference.STATE, state, other.state);
        if (!taken(SaidDrug::step).equals(other.taken(SaidDrug::step))) {
            note(differences, Difference.DOSE, taken(SaidDrug::dose), other.taken(SaidDrug::dose));
            note(differences, Difference.ROUTE, taken(SaidDrug::way), other.taken(SaidDrug::way));
            note(differences, Difference.FREQUENCY, taken(SaidDrug::often), other.taken(SaidDrug::often));
            note(differences, Difference.NEEDED, taken(SaidDrug::needed), other.taken(SaidDrug::needed));
            note(differences, Difference.UNTIL, taken(SaidDrug::until), other.taken(SaidDrug::until));
        }
        return differences;
    }

    @Override
    public boolean mayBeOne(SaidDrug other) {
        return item().equals(other.item());
    }

    @Override
    public boolean holds() {
        return !OVER.contains(state);
    }

    private Difference otherDrug(SaidDrug other) {
        if (product == null || other.product == null) {
            return Difference.ITEM;
        }
        return strengths(product).equals(strengths(other.product)) ? Difference.FORM : Difference.STRENGTH;
    }

    private static Set<String> strengths(Product product) {
        return product.strengths().stream().map(SaidDrug::strength).collect(Collectors.toSet());
    }

    private static String strength(Strength strength) {
        return plain(strength.amount()) + strength.unit() + "/" + strength.perUnit();
    }

    private static void note(Set<Difference> differences, Difference each, String one, String other) {
        if (!one.equals(other)) {
            differences.add(each);
        }
    }

    private String drug() {
        if (product != null) {
            String code = product.rxcui();
            return code == null ? product.name() : code;
        }
        return meant == null ? Meaning.folded(words) : item() + " " + Meaning.folded(words);
    }

    /** What the steps of the dosage say of something, in a form that is the same for what comes to the same. */
    private String taken(Part part) {
        if (sig == null) {
            return "";
        }
        return sig.structured()
                ? sig.steps().stream().map(each -> part.of(each, product)).collect(Collectors.joining(" then "))
                : Meaning.folded(sig.note());
    }

    @FunctionalInterface
    private interface Part {
        String of(Step step, @Nullable Product product);
    }

    private static String step(Step step, @Nullable Product product) {
        return String.join(
                " ",
                dose(step, product),
                way(step, product),
                often(step, product),
                needed(step, product),
                until(step, product));
    }

    private static String dose(Step step, @Nullable Product product) {
        Dose dose = step.dose();
        Optional<DoseAmount> amount = product == null ? Optional.empty() : DoseAmount.of(dose, product);
        DoseAmount told = amount.orElseGet(() -> new DoseAmount(dose.low(), dose.high(), dose.unit()));
        DoseAmount same = told.in("ug").orElse(told);
        return plain(same.low()) + "-" + plain(same.most()) + same.unit()
                + (step.most() == null ? "" : " " + step.most());
    }

    private static String way(Step step, @Nullable Product product) {
        Route route = step.route() == Route.UNTOLD && product != null ? product.route() : step.route();
        return route.name() + " " + step.site();
    }

    private static String often(Step step, @Nullable Product product) {
        Timing timing = step.timing();
        Rate rate = timing.rate();
        return timing.once() + " " + (rate == null ? "" : often(rate)) + " " + sorted(timing.when(), Enum::name) + " "
                + sorted(timing.days(), Enum::name) + " " + sorted(timing.at(), Object::toString);
    }

    /** So many times in so many hours; months stay months. */
    private static String often(Rate rate) {
        int hours = switch (rate.unit()) {
            case HOUR -> 1;
            case DAY -> 24;
            case WEEK -> 168;
            default -> 0;
        };
        TimeUnit unit = hours == 0 ? rate.unit() : TimeUnit.HOUR;
        int factor = Math.max(1, hours);
        Integer most = rate.periodMost();
        return rate.times() + "-" + rate.timesMost() + "/" + rate.period() * factor + "-"
                + (most == null ? null : most * factor) + unit;
    }

    private static <T> List<String> sorted(List<T> all, Function<T, String> name) {
        return all.stream().map(name).sorted().toList();
    }

    private static String needed(Step step, @Nullable Product product) {
        return step.asNeeded() == null ? "regularly" : "as needed";
    }

    private static String until(Step step, @Nullable Product product) {
        return String.valueOf(step.duration());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
