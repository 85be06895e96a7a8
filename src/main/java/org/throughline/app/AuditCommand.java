package org.throughline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.seal.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: proves that the trail is whole. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Proves that the audit trail is whole, whether the product runs or not.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Checkpoint.class})
final class AuditCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec).commandLine().usage(System.err);
        return Main.FAILED;
    }

    /** {@code audit verify}. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Recomputes the chain of seals over all entries. Exit code 0 when the trail is whole, 1 when"
                    + " an entry or a seal was changed, added or taken away.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DatabaseOption database = new DatabaseOption();

        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description = "What 'audit checkpoint' printed earlier: the trail must hold it. Without one, it cannot"
                        + " be told whether the newest entries were taken away together with their seals.")
        private @Nullable Path checkpoint;

        @Override
        public Integer call() throws IOException {
            Logging.to(Logging.Level.WARNING);
            Optional<String> kept = checkpoint == null
                    ? Optional.empty()
                    : Optional.of(
                            Files.readString(checkpoint, StandardCharsets.UTF_8).strip());
            try (Wiring wiring = Installation.open(
                    database.folder(), database.settings(), "http://127.0.0.1:8080/fhir", HouseRules.DEFAULT)) {
                Verdict verdict = wiring.chain().verify(kept);
                verdict.faults().forEach(System.out::println);
                System.out.printf(
                        Locale.ROOT,
                        "%,d entries under %,d seals: %s. %s%n",
                        verdict.entries(),
                        verdict.seals(),
                        verdict.isWhole() ? "whole" : "NOT WHOLE",
                        tail(verdict.tail()));
                return verdict.isWhole() ? Main.DONE : Main.FAILED;
            }
        }

        private static String tail(Verdict.Tail tail) {
            return tail.entries() == 0
                    ? "Nothing is unsealed."
                    : String.format(
                            Locale.ROOT,
                            "%,d entries since %s are not sealed yet, so nothing proves them.",
                            tail.entries(),
                            tail.since());
        }
    }

    /** {@code audit checkpoint}. */
    @Command(
            name = "checkpoint",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the newest seal with its signature. Keep it where nobody of this machine can change it.")
    static final class Checkpoint implements Callable<Integer> {
        @Mixin
        private DatabaseOption database = new DatabaseOption();

        @Override
        public Integer call() {
            Logging.to(Logging.Level.WARNING);
            try (Wiring wiring = Installation.open(
                    database.folder(), database.settings(), "http://127.0.0.1:8080/fhir", HouseRules.DEFAULT)) {
                wiring.chain().extend();
                System.out.println(wiring.chain().checkpoint().orElse(""));
                return Main.DONE;
            }
        }
    }
}
