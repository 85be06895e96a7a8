package org.throughline.fhir.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.units.Units.Canonical;

/** UCUM's prefixes and unit atoms, each atom already worked out in base units. */
final class UnitTable {
    /** A line: {@code prefix|base|unit|special}, code, metric or not, value, unit; by tabulators. */
    static final String FILE = "ucum.tsv";

    private static final BigDecimal KELVIN = new BigDecimal("273.15");
    private static final BigDecimal RANKINE = new BigDecimal("459.67");

    private final Map<String, String[]> lines = new HashMap<>();
    private final Map<String, BigDecimal> prefixes = new HashMap<>();
    private final Map<String, Atom> atoms = new HashMap<>();

    /** A unit atom; a metric one takes prefixes. */
    record Atom(Measure measure, BigDecimal offset, boolean metric) {}

    private UnitTable(String tsv) {
        for (String line : tsv.split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("prefix")) {
                prefixes.put(fields[1], new BigDecimal(fields[3]));
            } else if (fields.length > 1) {
                lines.put(fields[1], fields);
            }
        }
        lines.keySet().forEach(this::atom);
        lines.clear();
    }

    static UnitTable r4() {
        return Holder.TABLE;
    }

    @Nullable
    Canonical canonical(String code) {
        Atom whole = atoms.get(code);
        if (whole != null) {
            return new Canonical(whole.measure.factor(), whole.offset, whole.measure.dimension());
        }
        Measure measure = UnitParser.parse(code, this);
        return measure == null ? null : new Canonical(measure.factor(), BigDecimal.ZERO, measure.dimension());
    }

    /** The atom of a code; null when there is none. While the table is being made, works it out from those it is made of. */
    @Nullable
    Atom atom(String code) {
        Atom known = atoms.get(code);
        String[] fields = lines.get(code);
        if (known != null || fields == null) {
            return known;
        }
        boolean metric = fields[2].equals("metric");
        Measure measure = switch (fields[0]) {
            case "base" -> Measure.base(code);
            default -> {
                Measure unit = UnitParser.parse(fields[4], this);
                yield unit == null ? null : unit.times(new BigDecimal(fields[3]));
            }
        };
        if (measure == null) {
            return null;
        }
        Atom atom = new Atom(measure, offset(code), metric);
        atoms.put(code, atom);
        return atom;
    }

    private static BigDecimal offset(String code) {
        return switch (code) {
            case "Cel" -> KELVIN;
            case "[degF]" -> RANKINE;
            default -> BigDecimal.ZERO;
        };
    }

    /** What a prefix multiplies by; null when there is none of this text. */
    @Nullable
    BigDecimal prefix(String text) {
        return prefixes.get(text);
    }

    private static final class Holder {
        static final UnitTable TABLE = read();

        private static UnitTable read() {
            try (InputStream in = Objects.requireNonNull(UnitTable.class.getResourceAsStream(FILE), FILE)) {
                return new UnitTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
