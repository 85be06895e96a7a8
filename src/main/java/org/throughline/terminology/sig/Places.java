package org.throughline.terminology.sig;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;

/** Reads the way in and the place on the body; a way that the product's form does not go is not understood. */
final class Places {
    private static final Map<Route, Set<Route>> ALSO = Map.of(
            Route.ORAL, Set.of(Route.SUBLINGUAL, Route.BUCCAL, Route.VAGINAL, Route.RECTAL),
            Route.SUBLINGUAL, Set.of(Route.BUCCAL, Route.ORAL),
            Route.BUCCAL, Set.of(Route.ORAL, Route.DENTAL),
            Route.SKIN, Set.of(Route.SCALP, Route.RECTAL, Route.VAGINAL, Route.DENTAL),
            Route.EYE, Set.of(Route.EAR),
            Route.SUBCUTANEOUS, Set.of(Route.INTRAMUSCULAR, Route.INTRAVENOUS),
            Route.INTRAMUSCULAR, Set.of(Route.SUBCUTANEOUS, Route.INTRAVENOUS),
            Route.UNTOLD,
                    Set.of(
                            Route.SUBCUTANEOUS,
                            Route.INTRAMUSCULAR,
                            Route.INTRAVENOUS,
                            Route.INTRADERMAL,
                            Route.INTRAARTICULAR,
                            Route.INTRAUTERINE));
    private static final Map<Route, Pattern> ROUTES = Stream.of(Route.values())
            .filter(each -> !each.typed().isEmpty())
            .collect(Collectors.toMap(each -> each, Places::pattern));
    private static final Pattern EYE = Cursor.pattern("(left|right|both|each|affected) eyes?|o\\.?[us]\\.?(?= |$)|od");
    private static final Pattern EAR = Cursor.pattern("(left|right|both|each|affected) ears?|a[usd]");
    private static final Pattern NOSTRIL = Cursor.pattern("(left|right|both|each|affected) nostrils?");
    private static final Pattern AREA = Cursor.pattern(
            "(affected areas?|affected skin|affected nails?|affected joints?|face and neck|face|scalp and hair|scalp|hair|hands|feet|nails"
                    + "|trunk|groin|underarms|entire body|body from the neck down|whole body|lips|gums|skin around the anus"
                    + "|(?:left|right|both) (?:knees?|shoulders?|elbows?|hands?|feet|foot|arms?|legs?|hips?|ankles?|wrists?|thighs?"
                    + "|deltoids?|buttocks?)|abdomen|thigh|upper arm|chest|upper back|back)");
    private static final Pattern RIGHT_EYE_OR_DAILY = Cursor.pattern("o\\.?d\\.?");

    private final Product product;
    private @Nullable Route route;
    private @Nullable String site;

    Places(Product product) {
        this.product = product;
    }

    private static Pattern pattern(Route route) {
        return Cursor.pattern(route.typed().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    boolean take(Cursor cursor) {
        if (cursor.look(RIGHT_EYE_OR_DAILY).isPresent()) {
            boolean eye = product.route() == Route.EYE;
            throw new UnclearException(
                    cursor.word(),
                    "may be read as once a day or as right eye",
                    eye ? List.of("right eye", "once a day") : List.of("once a day"));
        }
        return takeSite(cursor) || takeRoute(cursor);
    }

    boolean takesRoute(Cursor cursor) {
        return ROUTES.values().stream().anyMatch(each -> cursor.look(each).isPresent());
    }

    private boolean takeSite(Cursor cursor) {
        if (product.route() == Route.EYE || product.route() == Route.EAR) {
            if (takePair(cursor, EYE, Route.EYE, "eye") || takePair(cursor, EAR, Route.EAR, "ear")) {
                return true;
            }
        }
        if (product.route() == Route.NASAL && takePair(cursor, NOSTRIL, Route.NASAL, "nostril")) {
            return true;
        }
        boolean onTheBody = Set.of(Route.SKIN, Route.SCALP, Route.TRANSDERMAL).contains(product.route())
                || product.form().injected();
        Optional<MatchResult> area = onTheBody ? cursor.take(AREA) : Optional.empty();
        area.ifPresent(found -> set(found.group(1), found.group()));
        return area.isPresent();
    }

    private boolean takePair(Cursor cursor, Pattern pattern, Route of, String organ) {
        Optional<MatchResult> match = cursor.take(pattern);
        match.ifPresent(found -> {
            String which = found.group(1) == null ? side(found.group()) : found.group(1);
            set(which + " " + organ + (which.equals("both") ? "s" : ""), found.group());
            setRoute(of, found.group());
        });
        return match.isPresent();
    }

    private static String side(String abbreviation) {
        return switch (abbreviation.replace(".", "").charAt(1)) {
            case 'u' -> "both";
            case 's' -> "left";
            default -> "right";
        };
    }

    private void set(String found, String text) {
        if (site != null && !site.equals(found)) {
            throw new UnclearException(text, "says twice where");
        }
        site = found;
    }

    private boolean takeRoute(Cursor cursor) {
        for (Map.Entry<Route, Pattern> each : ROUTES.entrySet()) {
            Optional<MatchResult> match = cursor.take(each.getValue());
            if (match.isPresent()) {
                setRoute(each.getKey(), match.get().group());
                return true;
            }
        }
        return false;
    }

    private void setRoute(Route typed, String text) {
        boolean through = typed == Route.SKIN && product.route() == Route.TRANSDERMAL;
        Route found = through ? Route.TRANSDERMAL : typed;
        if (route != null && route != found) {
            throw new UnclearException(text, "says twice by which route");
        }
        boolean goes = found == product.route()
                || ALSO.getOrDefault(product.route(), Set.of()).contains(found);
        if (!goes) {
            throw new UnclearException(text, product.name() + " is not given " + found.words());
        }
        route = found;
    }

    /** The route: as said, that of the step before, or the product's own. */
    Route route(@Nullable Route before) {
        if (route != null) {
            return route;
        }
        if (before != null) {
            return before;
        }
        if (product.route() == Route.UNTOLD) {
            throw new UnclearException("", "by which route?", List.of("subcutaneous", "intramuscular", "intravenous"));
        }
        return product.route();
    }

    /** The place: as said or that of the step before. Drops for an eye or ear need to be told for which. */
    @Nullable
    String site(@Nullable String before) {
        String told = site == null ? before : site;
        if (told == null && (product.route() == Route.EYE || product.route() == Route.EAR)) {
            String organ = product.route() == Route.EYE ? "eye" : "ear";
            throw new UnclearException(
                    "", "in which " + organ + "?", List.of("left " + organ, "right " + organ, "both " + organ + "s"));
        }
        return told;
    }
}
