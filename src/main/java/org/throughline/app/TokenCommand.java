package org.throughline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Scope;
import org.throughline.access.Scopes;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.SigningKey;
import org.throughline.login.bearer.IssuedTokens;
import org.throughline.login.bearer.Tokens;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: a bearer token for a program. It needs the data folder's signing key only, not the server. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes a bearer token for a program and prints it, and nothing else, on standard output.")
final class TokenCommand implements Callable<Integer> {
    private static final int LONGEST_MINUTES = 525_600;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--scope",
            required = true,
            paramLabel = "SCOPES",
            description = "SMART scopes of version 1 or 2, separated by commas or spaces: system/*.cruds,"
                    + " system/Patient.rs, system/Observation.read")
    private String[] scopes = {};

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The account as which the program acts; user/ and patient/ scopes need it. It can do what the"
                    + " scopes grant and the account may.")
    private @Nullable String user;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "The id of the Patient whom patient/ scopes are about.")
    private @Nullable String patient;

    @Option(names = "--minutes", defaultValue = "60", description = "How long it is valid (default: 60).")
    private int minutes;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw new ParameterException(
                    command.commandLine(), "--minutes is from 1 to " + LONGEST_MINUTES + " (a year)");
        }
        Scopes granted = granted();
        requireContext(command.commandLine(), granted);
        Files.createDirectories(data.folder());
        InstantSource clock = InstantSource.system();
        Tokens tokens = new Tokens(SigningKey.of(data.folder()), clock);
        Tokens.Issued issued = tokens.issue(granted, user, patient, Duration.ofMinutes(minutes));
        new IssuedTokens(data.folder()).add(issued, clock.instant(), System.getProperty("user.name", ""));
        command.commandLine().getOut().println(issued.token());
        return Main.DONE;
    }

    /** Without somebody to act as, or a patient, such scopes would grant nothing. */
    private void requireContext(CommandLine commandLine, Scopes granted) {
        for (Scope scope : granted.granted()) {
            if (!scope.context().equals("system") && user == null) {
                throw new ParameterException(
                        commandLine, scope + " needs --user: the account as which the program acts");
            }
            if (scope.context().equals("patient") && patient == null) {
                throw new ParameterException(commandLine, scope + " needs --patient: the id of the Patient");
            }
        }
    }

    /** A type that FHIR does not have would grant nothing, and surely was meant to grant something. */
    private Scopes granted() {
        Scopes granted = Scopes.parse(String.join(" ", scopes));
        for (Scope scope : granted.granted()) {
            if (!scope.type().equals("*") && !R4.types().isResourceType(scope.type())) {
                throw new Failed(new Failure.Malformed(
                        "value",
                        "scope",
                        "There is no resource type " + scope.type() + " in FHIR R4; '" + scope
                                + "' would grant nothing."));
            }
        }
        return granted;
    }
}
