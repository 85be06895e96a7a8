package org.throughline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.LargerKnowledge;
import org.throughline.care.immunization.Schedules;
import org.throughline.fhir.packages.FhirPackage;
import org.throughline.fhir.packages.PackageReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.vocabulary.Release;
import org.throughline.packages.vocabulary.VocabularyFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code load}: brings FHIR packages, code systems, the CDC's immunization schedule and a list of interactions in, lists them, takes them away; whether the product runs or not. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Loads FHIR packages (.tgz), such as US Core or the International Patient Summary: their profiles,"
                        + " value sets, code systems and search parameters; code systems as their publishers release them"
                        + " (a .zip, its folder, or the one file): RxNorm (RRF), LOINC, SNOMED CT (RF2), ICD-10-CM, CVX; and the"
                        + " CDC's immunization schedule (the .zip of the CDSi supporting data); and a list of drug interactions (.tsv, .tsv.gz). A code system and the schedule take"
                        + " the place of the one before. A package that is loaded already changes nothing; of a"
                        + " file that cannot be read nothing is loaded.")
final class LoadCommand implements Callable<Integer> {
    private static final long LARGEST_SCHEDULE = 32L << 20;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--list", description = "Lists what is loaded, after loading what is named.")
    private boolean list;

    @Option(
            names = "--remove",
            paramLabel = "NAME#VERSION",
            description =
                    "Takes a package away: --remove hl7.fhir.us.core#6.1.0; a code system: --remove http://loinc.org; the"
                            + " schedule: --remove " + Schedules.KIND + "; the list of interactions: --remove "
                            + LargerKnowledge.KIND)
    private List<String> remove = List.of();

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Packages, folders of them, releases of code systems, the immunization schedule, a list of interactions.")
    private List<Path> paths = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (paths.isEmpty() && remove.isEmpty() && !list) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "Name a package to load, or use --list or --remove.");
        }
        Logging.to(Logging.Level.WARNING);
        try (Wiring wiring = Installation.open(
                database.folder(), database.settings(), "http://127.0.0.1/fhir", HouseRules.DEFAULT)) {
            boolean well = true;
            for (String label : remove) {
                well &= remove(wiring, label);
            }
            for (Path file : files()) {
                well &= load(wiring, file);
            }
            if (list) {
                LoadedList.print(wiring, System.out);
            }
            return well ? Main.DONE : Main.FAILED;
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path) && !isRelease(path)) {
                try (Stream<Path> found = Files.walk(path)) {
                    found.filter(file -> file.toString().endsWith(".tgz"))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static boolean isRelease(Path path) {
        try (Release release = Release.of(path)) {
            return VocabularyFormat.of(release).isPresent();
        }
    }

    private static boolean load(Wiring wiring, Path file) {
        PrintStream out = System.err;
        try {
            if (!file.toString().endsWith(".tgz") && VocabularyLoad.load(wiring, file, out)) {
                return true;
            }
            if (isText(file)) {
                return loadInteractions(wiring, file, out);
            }
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                return loadSchedule(wiring, file, out);
            }
            FhirPackage read = PackageReader.read(file, count -> progress(out, file, count));
            boolean changed = wiring.packages().load(Installation.operator(), read);
            String label = read.manifest().label();
            out.println("\r" + label
                    + (changed ? ": " + read.definitions().size() + " definitions loaded" : " is loaded already"));
            return true;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Internal || e.failure() instanceof Failure.Unavailable) {
                throw e;
            }
            out.println("\r" + e.failure().message());
            return false;
        }
    }

    private static boolean loadSchedule(Wiring wiring, Path file, PrintStream out) {
        try {
            if (Files.size(file) > LARGEST_SCHEDULE) {
                out.println(file + " is larger than a schedule is. Nothing was loaded.");
                return false;
            }
            Schedules.Loaded loaded =
                    wiring.vaccines().schedules().load(Installation.operator(), Files.readAllBytes(file));
            out.println("Immunization schedule " + loaded.name()
                    + (loaded.changed() ? ": " + loaded.antigens() + " diseases loaded" : " is loaded already"));
            return true;
        } catch (IOException e) {
            out.println(file + " cannot be read. Nothing was loaded.");
            return false;
        }
    }

    private static boolean isText(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tsv") || name.endsWith(".tsv.gz");
    }

    private static boolean loadInteractions(Wiring wiring, Path file, PrintStream out) {
        try {
            if (Files.size(file) > LARGEST_SCHEDULE) {
                out.println(file + " is larger than a list of interactions is. Nothing was loaded.");
                return false;
            }
            LargerKnowledge.Loaded loaded =
                    wiring.safety().larger().load(Installation.operator(), Files.readAllBytes(file));
            out.println(loaded.name()
                    + (loaded.changed()
                            ? ": " + loaded.rules() + " pairs of drugs loaded, " + loaded.unusable()
                                    + " lines name something that is not known here"
                            : " is loaded already"));
            return true;
        } catch (IOException e) {
            out.println(file + " cannot be read. Nothing was loaded.");
            return false;
        }
    }

    private static void progress(PrintStream out, Path file, int count) {
        if (count % 20 == 0) {
            out.printf("\r%s: %,d definitions ", file.getFileName(), count);
            out.flush();
        }
    }

    private static boolean remove(Wiring wiring, String label) {
        boolean was = switch (label) {
            case Schedules.KIND -> wiring.vaccines().schedules().remove(Installation.operator());
            case LargerKnowledge.KIND -> wiring.safety().larger().remove(Installation.operator());
            default ->
                wiring.packages().remove(Installation.operator(), label)
                        || wiring.packages().vocabularies().remove(Installation.operator(), label);
        };
        System.err.println(was ? label + " taken away" : label + " is not loaded");
        return was;
    }
}
