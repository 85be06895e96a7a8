package org.throughline.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;

/** The numbers that stand for purposes in the trail; 0 for none. They never change. */
final class Purposes {
    private static final Map<Integer, Purpose> BY_NUMBER = Arrays.stream(Purpose.values())
            .collect(Collectors.toUnmodifiableMap(Purposes::number, Function.identity()));

    private Purposes() {}

    static int number(@Nullable Purpose purpose) {
        return switch (purpose) {
            case null -> 0;
            case TREAT -> 1;
            case ETREAT -> 2;
            case HPAYMT -> 3;
            case HOPERAT -> 4;
            case PATRQT -> 5;
            case FAMRQT -> 6;
            case HRESCH -> 7;
            case PUBHLTH -> 8;
            case SYSADMN -> 9;
        };
    }

    static @Nullable Purpose of(int number) {
        return BY_NUMBER.get(number);
    }
}
