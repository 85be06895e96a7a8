package org.throughline.terminology.vaccine;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Entry;
import org.throughline.terminology.Rows;

/** The vaccines that come with the product. Immutable. */
public final class Vaccines {
    private static final Set<String> WAYS = Set.of("", "IM", "SQ", "PO", "NASSPRAY");

    private final Catalogue catalogue;
    private final Map<String, Vaccine> byName = new LinkedHashMap<>();

    private Vaccines(Catalogue catalogue) {
        this.catalogue = catalogue;
        Map<String, Vaccine.Sheet> sheets = sheets();
        for (Rows.Row row : Rows.of(
                Vaccines.class,
                "vaccines.tsv",
                "kind",
                "name",
                "cvx",
                "cvx name",
                "mvx",
                "maker",
                "route",
                "dose",
                "live",
                "vis",
                "use",
                "often",
                "also")) {
            Entry entry = catalogue.named(row.text("name")).orElseThrow();
            row.require(!row.text("cvx").isEmpty(), "has no CVX code");
            row.require(WAYS.contains(row.text("route")), "has an unknown route");
            row.require(sheets.keySet().containsAll(row.list("vis")), "has an unknown sheet");
            byName.put(
                    entry.name(),
                    new Vaccine(
                            entry,
                            row.text("mvx"),
                            row.text("maker"),
                            row.text("route"),
                            row.text("dose"),
                            row.text("live").equals("yes"),
                            row.list("vis").stream()
                                    .flatMap(id -> Optional.ofNullable(sheets.get(id)).stream())
                                    .toList(),
                            row.text("use").equals("given")));
        }
    }

    private static Map<String, Vaccine.Sheet> sheets() {
        Map<String, Vaccine.Sheet> sheets = new HashMap<>();
        for (Rows.Row row : Rows.of(Vaccines.class, "vis.tsv", "id", "name", "edition", "document")) {
            sheets.put(
                    row.text("id"),
                    new Vaccine.Sheet(
                            row.text("id"),
                            row.text("name"),
                            LocalDate.parse(row.text("edition")),
                            row.text("document")));
        }
        return sheets;
    }

    /**
     * Reads the files of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static Vaccines shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Vaccines ALL = new Vaccines(Catalogue.shipped("vaccine/vaccines.tsv"));
    }

    /** All vaccines, in the order of the file. */
    public List<Vaccine> all() {
        return List.copyOf(byName.values());
    }

    /** Their names, found while one types. */
    public Catalogue names() {
        return catalogue;
    }

    /** The vaccine of exactly this name. */
    public Optional<Vaccine> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The vaccines that fit what is typed, the best first; as {@link Catalogue#find}. */
    public List<Vaccine> find(String typed, int most) {
        return catalogue.find(typed, most).stream()
                .flatMap(entry -> named(entry.name()).stream())
                .toList();
    }

    /**
     * The vaccine that is called so: by its name, by that of its brand, or by the CDC's; empty when none is, or several of
     * different codes are.
     */
    public Optional<Vaccine> called(String text) {
        String name = text.strip();
        List<Vaccine> called = all().stream()
                .filter(each -> each.name().equalsIgnoreCase(name)
                        || each.name().toLowerCase(Locale.ROOT).endsWith("(" + name.toLowerCase(Locale.ROOT) + ")")
                        || each.code().display().equalsIgnoreCase(name))
                .toList();
        return called.stream().map(Vaccine::cvx).distinct().count() == 1
                ? Optional.of(called.getFirst())
                : Optional.empty();
    }

    /** A vaccine of this CVX code: of this maker when one is, else the first in the file. */
    public Optional<Vaccine> byCode(String cvx, String mvx) {
        List<Vaccine> same =
                all().stream().filter(each -> each.cvx().equals(cvx)).toList();
        return same.stream()
                .filter(each -> each.mvx().equals(mvx))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }
}
