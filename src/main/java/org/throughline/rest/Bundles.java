package org.throughline.rest;

import java.util.List;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.bundle.BundleCutter;
import org.throughline.record.bundle.Entry;

/**
 * Takes a bundle at the base: a transaction, or a batch whose entries run in order, each on its own.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">batch/transaction</a>
 */
final class Bundles {
    private final Parts parts;
    private final Transaction transaction;
    private final Subcalls subcalls;

    Bundles(Parts parts, Transaction transaction, Subcalls subcalls) {
        this.parts = parts;
        this.transaction = transaction;
        this.subcalls = subcalls;
    }

    Reply post(Call call) {
        byte[] json = Drafts.json(call.content());
        BundleCutter.Cut cut = BundleCutter.cut(json, parts.settings().entryLimit());
        return switch (cut.type()) {
            case "transaction" -> transaction.transaction(call, cut.entries());
            case "batch" -> batch(call, cut.entries());
            default ->
                throw new Failed(new Failure.Malformed(
                        "invalid", "Bundle.type", "Bundle.type must be transaction or batch here."));
        };
    }

    private Reply batch(Call call, List<Entry> entries) {
        BundleWriter bundle = new BundleWriter("batch-response", null, List.of());
        entries.forEach(entry -> subcalls.answer(call, entry, bundle));
        return Reply.of(parts.rendering().content(200, bundle.finish(), call.format()), Action.BATCH, 0, Set.of());
    }
}
