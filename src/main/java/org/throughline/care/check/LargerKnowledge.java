package org.throughline.care.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.LoadedFile;
import org.throughline.packages.LoadedFiles;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.KnowledgeBase;
import org.throughline.safety.rule.NdfRtPairs;
import org.throughline.safety.rule.RuleVersion;
import org.throughline.terminology.drug.Drugs;

/**
 * The checks with our own rules and those of a larger knowledge base that an operator has loaded beside them. It is kept as the
 * file that was loaded, so that every process of the installation has it, and a restored one too. What it says is added and
 * takes nothing away.
 */
public final class LargerKnowledge implements Supplier<SafetyCheck> {
    /** What the file is kept as. */
    public static final String KIND = "drug-interactions";

    /** More bytes are no list that somebody keeps. */
    private static final int LARGEST = 64 << 20;

    private static final int ZIPPED = 0x1f8b;

    private final LoadedFiles files;
    private final SafetyCheck own;
    private final Drugs drugs;
    private volatile Read read;

    private record Read(
            @Nullable LoadedFile file,
            SafetyCheck check,
            @Nullable KnowledgeBase base) {}

    /** @param own the checks with our own rules alone */
    public LargerKnowledge(LoadedFiles files, SafetyCheck own, Drugs drugs) {
        this.files = files;
        this.own = own;
        this.drugs = drugs;
        this.read = new Read(null, own, null);
        refresh();
    }

    /** The checks, as of the last {@link #refresh}. */
    @Override
    public SafetyCheck get() {
        return read.check();
    }

    /** What is loaded; empty for nothing. */
    public Optional<Loaded> loaded() {
        KnowledgeBase base = read.base();
        return base == null
                ? Optional.empty()
                : Optional.of(new Loaded(base.version(), base.interactions().size(), base.unusable(), false));
    }

    /**
     * What was loaded.
     *
     * @param rules how many of its lines count
     * @param unusable how many name something that has no code here
     * @param changed false when it was in force already
     */
    public record Loaded(RuleVersion version, int rules, int unusable, boolean changed) {
        /** By which it is known. */
        public String name() {
            return version.file() + " " + version.version();
        }

        /** Whether it is so long ago that it was loaded that it must be looked at again. */
        public boolean isOld(LocalDate today) {
            return version.until().isBefore(today);
        }
    }

    /** Notices what other processes have loaded and taken away; to be run every few seconds. */
    public synchronized void refresh() {
        LoadedFile now = files.find(KIND).orElse(null);
        if (Objects.equals(now, read.file())) {
            return;
        }
        KnowledgeBase base = now == null
                ? null
                : files.content(now)
                        .map(content -> base(
                                content, now.loaded().atZone(ZoneOffset.UTC).toLocalDate()))
                        .orElse(null);
        read = base == null
                ? new Read(now, own, null)
                : new Read(now, new SafetyCheck(own.knowledge().with(base), drugs), base);
    }

    /**
     * Puts a list in force, in place of the one before.
     *
     * @param content tab-separated text as {@link NdfRtPairs} reads it, packed with gzip or not
     * @throws Failed with {@link Failure.Malformed} when it is none, or no line of it counts; then nothing is changed
     */
    public Loaded load(Caller caller, byte[] content) {
        byte[] text = unpacked(content);
        KnowledgeBase base = base(text, LocalDate.now(ZoneOffset.UTC));
        if (base.interactions().isEmpty()) {
            throw new Failed(new Failure.Malformed(
                    "value", "file", "No line of it names two drugs that are known here. Nothing was loaded."));
        }
        Loaded loaded = new Loaded(base.version(), base.interactions().size(), base.unusable(), true);
        boolean changed = files.load(caller, KIND, loaded.name(), text);
        refresh();
        return changed ? loaded : new Loaded(loaded.version(), loaded.rules(), loaded.unusable(), false);
    }

    /** Takes the list away; false when there is none. */
    public boolean remove(Caller caller) {
        boolean changed = files.remove(caller, KIND);
        refresh();
        return changed;
    }

    /** A list is held to be good for a year from the day on which somebody brought it. */
    private KnowledgeBase base(byte[] text, LocalDate loaded) {
        try {
            return NdfRtPairs.read(text, drugs, loaded.plusYears(1));
        } catch (IllegalArgumentException e) {
            throw new Failed(
                    new Failure.Malformed(
                            "structure", "file", "It is no list of interactions: " + e.getMessage() + "."),
                    e);
        }
    }

    private static byte[] unpacked(byte[] content) {
        boolean zipped = content.length > 2 && ((content[0] & 0xff) << 8 | (content[1] & 0xff)) == ZIPPED;
        if (!zipped) {
            return content;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new Failed(new Failure.Malformed("too-long", "file", "It is larger than such a list is."));
            }
            return text;
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("structure", "file", "It cannot be unpacked."), e);
        }
    }
}
