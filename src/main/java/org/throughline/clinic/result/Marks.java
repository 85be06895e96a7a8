package org.throughline.clinic.result;

import java.util.Optional;
import org.throughline.care.chart.ResultSeries;
import org.throughline.terminology.lab.Flag;

/**
 * How a flag is shown: never by its colour alone.
 *
 * @param style of the value; empty for the usual
 * @param sign beside it; empty for none
 * @param words what it means, for whoever does not see the sign; empty for nothing
 */
public record Marks(String style, String sign, String words) {
    private static final Marks NONE = new Marks("", "", "");

    static Marks of(Optional<Flag> flag) {
        return flag.map(Marks::of).orElse(NONE);
    }

    private static Marks of(Flag flag) {
        return switch (flag) {
            case NORMAL -> new Marks("", "", "normal");
            case LOW -> new Marks("out", "▼", "low");
            case HIGH -> new Marks("out", "▲", "high");
            case CRITICAL_LOW -> new Marks("critical", "▼▼", "critically low");
            case CRITICAL_HIGH -> new Marks("critical", "▲▲", "critically high");
            case ABNORMAL -> new Marks("out", "!", "abnormal");
            case CRITICAL -> new Marks("critical", "!!", "critical");
            case OFF_LOW -> new Marks("out", "▽", "off scale low");
            case OFF_HIGH -> new Marks("out", "△", "off scale high");
        };
    }

    static Marks of(ResultSeries.Flag flag) {
        return switch (flag) {
            case NONE -> NONE;
            case LOW -> of(Flag.LOW);
            case HIGH -> of(Flag.HIGH);
            case CRITICAL_LOW -> of(Flag.CRITICAL_LOW);
            case CRITICAL_HIGH -> of(Flag.CRITICAL_HIGH);
            case ABNORMAL -> of(Flag.ABNORMAL);
        };
    }
}
