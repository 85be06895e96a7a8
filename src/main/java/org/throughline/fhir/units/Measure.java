package org.throughline.fhir.units;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A factor and base units with their exponents. */
record Measure(BigDecimal factor, Map<String, Integer> exponents) {
    static final Measure ONE = new Measure(BigDecimal.ONE, Map.of());

    static Measure base(String unit) {
        return new Measure(BigDecimal.ONE, Map.of(unit, 1));
    }

    Measure times(BigDecimal number) {
        return new Measure(factor.multiply(number, Units.PRECISION), exponents);
    }

    Measure times(Measure other) {
        return new Measure(factor.multiply(other.factor, Units.PRECISION), sum(other.exponents, 1));
    }

    Measure over(Measure other) {
        return new Measure(factor.divide(other.factor, Units.PRECISION), sum(other.exponents, -1));
    }

    Measure power(int exponent) {
        Map<String, Integer> raised = new TreeMap<>();
        exponents.forEach((unit, power) -> raised.put(unit, power * exponent));
        BigDecimal number = factor.pow(Math.abs(exponent), Units.PRECISION);
        return new Measure(exponent < 0 ? BigDecimal.ONE.divide(number, Units.PRECISION) : number, raised);
    }

    private Map<String, Integer> sum(Map<String, Integer> others, int sign) {
        Map<String, Integer> sum = new TreeMap<>(exponents);
        others.forEach((unit, power) -> sum.merge(unit, sign * power, Integer::sum));
        sum.values().removeIf(power -> power == 0);
        return sum;
    }

    String dimension() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(exponents).forEach((unit, power) -> text.append(unit).append(power));
        return text.toString();
    }
}
