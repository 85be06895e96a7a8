package org.throughline.record;

import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Refuses to write over what the writer may not change. What the writer may not see is treated as if it were not there,
 * except that its id cannot be used, as any id that is taken by something else.
 */
final class Refusals {
    private Refusals() {}

    /**
     * The present version as far as the writer may know of it; null for none.
     *
     * @throws Failed with {@link Failure.Forbidden} when the writer sees it and may not do this to it, and with
     *     {@link Failure.Conflict} when the id is taken by something that the writer does not see
     */
    static @Nullable Present permitted(Plan plan, @Nullable Present before) {
        if (before == null) {
            return null;
        }
        boolean other = !before.id().equals(plan.id())
                || !before.type().equals(plan.intent().type());
        if (other) {
            throw taken(plan);
        }
        boolean may = plan.intent() instanceof Intent.Delete ? before.deletable() : before.updatable();
        if (may || !plan.writes()) {
            return before;
        }
        if (before.seen()) {
            throw new Failed(new Failure.Forbidden("This resource may not be changed by you."));
        }
        return switch (plan.intent()) {
            case Intent.Patch ignored -> null;
            case Intent.Delete ignored -> null;
            case Intent.Update update -> {
                Preconditions.check(update.precondition(), plan, null);
                throw taken(plan);
            }
            case Intent.Create ignored -> throw taken(plan);
            case Intent.Keep ignored -> throw taken(plan);
        };
    }

    private static Failed taken(Plan plan) {
        return new Failed(new Failure.Conflict("The id " + plan.id() + " cannot be used here; choose another."));
    }
}
