package org.throughline.care.immunization;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.immunization.schedule.NoSchedule;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.ScheduleReader;
import org.throughline.immunization.schedule.SupportingData;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.LoadedFile;
import org.throughline.packages.LoadedFiles;

/**
 * Loads the CDC's immunization schedule and gives the one that is in force, read once. It is kept as the file that the CDC
 * gives out, so that every process of the installation has it, and a restored one too.
 */
public final class Schedules {
    /** What the file is kept as. */
    public static final String KIND = "immunization-schedule";

    private static final LoadedSchedule NONE =
            new LoadedSchedule(new NoSchedule("The CDC's immunization schedule is not loaded."), "", null, null);

    private final LoadedFiles files;
    private volatile @Nullable LoadedFile read;
    private volatile @Nullable LoadedSchedule current;

    public Schedules(LoadedFiles files) {
        this.files = files;
    }

    /** The one in force, as of the last {@link #refresh}. */
    public LoadedSchedule current() {
        LoadedSchedule known = current;
        return known == null ? refresh() : known;
    }

    /** Notices what other processes have loaded and taken away; to be run every few seconds. */
    public synchronized LoadedSchedule refresh() {
        LoadedFile now = files.find(KIND).orElse(null);
        LoadedSchedule known = current;
        if (known != null && java.util.Objects.equals(now, read)) {
            return known;
        }
        LoadedSchedule fresh = now == null ? NONE : opened(now).orElse(NONE);
        read = now;
        current = fresh;
        return fresh;
    }

    private Optional<LoadedSchedule> opened(LoadedFile file) {
        return files.content(file)
                .map(zip -> new LoadedSchedule(
                        ScheduleReader.read(zip),
                        file.name(),
                        ScheduleReader.label(zip).written(),
                        file.loaded()));
    }

    /**
     * Puts the schedule of a file in force.
     *
     * @param zip the CDC's supporting data as they are given out
     * @return its name, and whether it is another than was in force
     * @throws Failed with {@link Failure.Malformed} when it is not whole; then nothing is changed
     */
    public Loaded load(Caller caller, byte[] zip) {
        SupportingData data = ScheduleReader.read(zip);
        if (!(data instanceof Schedule schedule)) {
            throw new Failed(new Failure.Malformed(
                    "value", "file", ((NoSchedule) data).why().replaceFirst("[. ]*$", ".") + " Nothing was loaded."));
        }
        String version = ScheduleReader.label(zip).version();
        String name = version.isEmpty() ? "CDSi " + schedule.digest().substring(0, 8) : "CDSi " + version;
        boolean changed = files.load(caller, KIND, name, zip);
        refresh();
        return new Loaded(name, changed, schedule.antigens().size());
    }

    /**
     * What was loaded.
     *
     * @param changed false when it was in force already
     * @param antigens how many diseases it has something to say about
     */
    public record Loaded(String name, boolean changed, int antigens) {}

    /** Takes the schedule away; false when there is none. */
    public boolean remove(Caller caller) {
        boolean changed = files.remove(caller, KIND);
        refresh();
        return changed;
    }
}
