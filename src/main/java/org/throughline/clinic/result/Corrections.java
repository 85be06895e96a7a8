package org.throughline.clinic.result;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Report;
import org.throughline.care.result.Typed;
import org.throughline.terminology.lab.Lab;

/** What is typed to correct a value. A value of a test that is in no catalogue is corrected where it came from. */
final class Corrections {
    private Corrections() {}

    /** The value; empty when it cannot be taken. */
    static Optional<NewReport.Value> read(Report.Line line, @Nullable Lab lab, String typed) {
        if (lab == null) {
            return Optional.empty();
        }
        Typed read = Typed.read(lab, typed);
        return read instanceof Typed.Amount || read instanceof Typed.Words
                ? Optional.of(new NewReport.Value(lab, read, line.comment()))
                : Optional.empty();
    }

    /** Why it cannot be taken. */
    static String fault(@Nullable Lab lab, String typed) {
        if (lab == null) {
            return "This test is not in our catalogue. Its laboratory sends the correction.";
        }
        return Typed.read(lab, typed) instanceof Typed.Fault(String message) ? message : "Write what was found.";
    }
}
