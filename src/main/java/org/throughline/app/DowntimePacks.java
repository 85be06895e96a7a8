package org.throughline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.downtime.Pack;
import org.throughline.care.downtime.PackReader;
import org.throughline.clinic.downtime.PackPaper;
import org.throughline.clinic.downtime.PackPlan;
import org.throughline.kernel.Address;
import org.throughline.kernel.WholeFile;

/** Makes the downtime pack: reads it, notes in the trail whose record it tells anew, and puts the file in its place. */
final class DowntimePacks {
    /**
     * Who reads it: whoever treats, without clearance for anything sensitive, bound by what patients keep from others. It
     * treats nobody, so that a record that is masked stays closed.
     */
    static final Caller CALLER = new Caller(
            "downtime",
            "Downtime pack",
            new Rights(
                    Purpose.TREAT,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of(Grant.of(Set.of(Grant.ANY), Set.of(Interaction.READ, Interaction.SEARCH), Reach.EVERYONE)),
                    Set.of(),
                    true));

    private static final Pattern NAMED = Pattern.compile("throughline-downtime-\\d{4}-\\d\\d-\\d\\d\\.pdf");

    private final PackReader reader;
    private final AuditTrail audit;
    private final Supplier<Practice> practice;
    private final Clock clock;

    /** What the pack in the file says of each patient, as far as this process wrote it; guarded by itself. */
    private final Map<String, Pack.Summary> told = new HashMap<>();

    DowntimePacks(PackReader reader, AuditTrail audit, Supplier<Practice> practice, Clock clock) {
        this.reader = reader;
        this.audit = audit;
        this.practice = practice;
        this.clock = clock;
    }

    /**
     * Whose day it is.
     *
     * @param organization the id of the Organization that is the practice; empty for none
     */
    record Practice(String organization, String name) {}

    /**
     * Makes today's; older ones are deleted once it is there.
     *
     * @throws IOException when it cannot be written; the one before is still there
     */
    FileJob.Made make(PackPlan plan) throws IOException {
        Practice of = practice.get();
        Instant now = clock.instant();
        Pack pack = reader.read(CALLER, plan.zone(), of.organization(), now);
        byte[] pdf = new PackPaper(of.name()).of(pack, plan.passphrase());
        note(pack);
        Files.createDirectories(plan.folder());
        Path file = plan.folder().resolve("throughline-downtime-" + pack.day() + ".pdf");
        WholeFile.write(file, draft -> Files.write(draft, pdf));
        int patients = pack.summaries().size();
        return new FileJob.Made(
                file,
                pdf.length,
                patients == 1 ? "1 patient" : patients + " patients",
                () -> delete(plan.folder(), file));
    }

    /** Enters in the trail of whom it says what it did not say before: not again every quarter of an hour. */
    private void note(Pack pack) {
        synchronized (told) {
            Set<Long> anew = pack.summaries().stream()
                    .filter(summary -> !summary.equals(told.get(summary.patient())))
                    .map(summary -> Address.of("Patient", summary.patient()))
                    .collect(Collectors.toSet());
            audit.record(
                    Access.of(clock.instant(), CALLER, Action.EXPORT, 0, "downtime pack " + pack.day(), 200, anew));
            told.clear();
            pack.summaries().forEach(summary -> told.put(summary.patient(), summary));
        }
    }

    /** Deletes the packs of a folder but one; what is named otherwise is left alone. */
    static void delete(Path folder, Path but) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> old;
        try (Stream<Path> all = Files.list(folder)) {
            old = all.filter(
                            path -> NAMED.matcher(path.getFileName().toString()).matches())
                    .filter(path -> !path.equals(but))
                    .toList();
        }
        for (Path path : old) {
            Files.delete(path);
        }
    }
}
