package org.throughline.search.value;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Hash;

/**
 * Units of measure by UCUM: every unit is brought to its canonical one, so that 1 g is found by 1000 mg. What a unit
 * comes to is remembered, because an installation uses few.
 *
 * @see <a href="https://ucum.org/ucum">UCUM</a>
 */
public final class Units {
    /** The address of UCUM as a code system. */
    public static final String UCUM = "http://unitsofmeasure.org";

    private static final int REMEMBERED = 10_000;
    private static final int PRECISION = 24;

    private static final long KELVIN = Hash.of(UCUM, "K");

    private final Map<String, Optional<Canonical>> known = new ConcurrentHashMap<>();
    private final Supplier<UcumService> ucum;

    private Units(Supplier<UcumService> ucum) {
        this.ucum = ucum;
        // The library knows no offsets, and these are the two that medicine meets.
        known.put("Cel", Optional.of(new Canonical(KELVIN, BigDecimal.ONE, new BigDecimal("273.15"))));
        known.put("[degF]", Optional.of(new Canonical(KELVIN, ninths("5"), ninths("2298.35"))));
    }

    private static BigDecimal ninths(String count) {
        return new BigDecimal(count).divide(BigDecimal.valueOf(9), MathContext.DECIMAL64);
    }

    /** Reads UCUM's definitions at the first use. */
    public static Units ofUcum() {
        return new Units(new Once());
    }

    /**
     * What a value in a unit is in the canonical one: value × factor + offset.
     *
     * @param unit hash of the canonical unit
     */
    public record Canonical(long unit, BigDecimal factor, BigDecimal offset) {
        public BigDecimal apply(BigDecimal value) {
            return value.multiply(factor).add(offset);
        }

        public double apply(String literal) {
            return apply(new BigDecimal(literal)).doubleValue();
        }
    }

    /** The canonical form of a unit: UCUM's where it is UCUM's, else the unit itself. */
    public Canonical canonical(@Nullable String system, @Nullable String code) {
        if (UCUM.equals(system) && code != null && !code.isBlank()) {
            Optional<Canonical> found = known.get(code);
            if (found == null) {
                found = compute(code);
                if (known.size() < REMEMBERED) {
                    known.put(code, found);
                }
            }
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new Canonical(
                Hash.of(system == null ? "" : system, code == null ? "" : code), BigDecimal.ONE, BigDecimal.ZERO);
    }

    private Optional<Canonical> compute(String code) {
        try {
            Pair one = ucum.get().getCanonicalForm(new Pair(new Decimal("1", PRECISION), code));
            BigDecimal factor = new BigDecimal(one.getValue().asDecimal()).round(MathContext.DECIMAL64);
            return factor.signum() == 0
                    ? Optional.empty()
                    : Optional.of(new Canonical(Hash.of(UCUM, one.getCode()), factor, BigDecimal.ZERO));
        } catch (UcumException | RuntimeException _) {
            // The library fails in many ways on what is not UCUM; such a unit stands for itself.
            return Optional.empty();
        }
    }

    /** Reads the definitions once, when a first unit needs them: it takes a third of a second. */
    private static final class Once implements Supplier<UcumService> {
        private @Nullable UcumService service;

        @Override
        public synchronized UcumService get() {
            UcumService ready = service;
            if (ready == null) {
                ready = read();
                service = ready;
            }
            return ready;
        }

        private static UcumService read() {
            try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
                return new UcumEssenceService(essence);
            } catch (IOException | UcumException e) {
                throw new IllegalStateException("UCUM's definitions cannot be read", e);
            }
        }
    }
}
