package org.throughline.record;

import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Checks what a caller demands of the present version. */
final class Preconditions {
    private Preconditions() {}

    static void check(Precondition precondition, Plan plan, @Nullable Present before) {
        boolean there = before != null && !before.deleted();
        switch (precondition) {
            case Precondition.None() -> {}
            case Precondition.Version(int version) -> {
                if (before == null || !there || before.version() != version) {
                    throw failed(plan, "is not at the version that If-Match names; read it again");
                }
            }
            case Precondition.Absent() -> {
                if (there) {
                    throw failed(plan, "is there already");
                }
            }
        }
    }

    private static Failed failed(Plan plan, String what) {
        return new Failed(new Failure.PreconditionFailed(plan.intent().type() + "/" + plan.id() + " " + what + "."));
    }
}
