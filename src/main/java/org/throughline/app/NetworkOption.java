package org.throughline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.FolderLock;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands about the network need: the installation and the address that others reach it by. */
final class NetworkOption {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--base",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_BASE}",
            description = "The address that others reach this installation by, when it does not run on that data folder"
                    + " (or THROUGHLINE_BASE; default: as the running product has it).")
    private @Nullable String base;

    @Option(
            names = "--app-keys-on-private-network",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:THROUGHLINE_APP_KEYS_ON_PRIVATE_NETWORK:-false}",
            description = "Whether others may be on the private network, as for serve"
                    + " (or THROUGHLINE_APP_KEYS_ON_PRIVATE_NETWORK; default: false).",
            arity = "1")
    private boolean onPrivateNetwork;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Opens the installation for what needs to be reached by others, or tells them something. */
    Wiring open() {
        return open(address());
    }

    /** Opens the installation for what concerns nobody else. */
    Wiring openAlone() {
        return open("http://127.0.0.1:8080");
    }

    private Wiring open(String address) {
        Logging.to(Logging.Level.WARNING);
        AppRules apps = new AppRules(false, onPrivateNetwork);
        return Installation.open(
                database.folder(),
                database.settings(),
                address + "/fhir",
                HouseRules.DEFAULT.with(apps, HouseRules.DEFAULT.door(), HouseRules.DEFAULT.messages()));
    }

    /** Where it tells what it did. */
    PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private String address() {
        if (base != null && !base.isBlank()) {
            return base.replaceAll("/+$", "");
        }
        try {
            if (FolderLock.holder(database.folder()).isPresent()) {
                String running =
                        RunFile.of(database.folder()).map(RunFile::address).orElse("");
                if (!running.isEmpty()) {
                    return running;
                }
            }
        } catch (IOException e) {
            throw new Failed(new Failure.Unavailable("The data folder " + database.folder() + " cannot be read."), e);
        }
        throw new Failed(new Failure.Unavailable(String.format(
                Locale.ROOT,
                "Nothing runs on %s. Start it first, since others must reach it; or give its address with --base.",
                database.folder())));
    }
}
