package org.throughline.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.throughline.app.bench.BenchCommand;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line. Each command is a class of its own. */
@Command(
        name = "throughline",
        description = "A health record system: the chart of one practice, and the record that follows the patient.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it could not be done; the message says why",
            "2:the command line is wrong",
            "3:(status) nothing runs on that data folder"
        },
        footer = {
            "",
            "Of the launcher itself:",
            "  build   builds the product, with a cache that makes it start faster",
            "  test    runs the tests; --all adds the long ones"
        },
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            StatusCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            AuditCommand.class,
            LoadCommand.class,
            TokenCommand.class,
            InviteCommand.class,
            JoinCommand.class,
            PeersCommand.class,
            LeaveCommand.class,
            CutOffCommand.class,
            RekeyCommand.class,
            BenchCommand.class,
            DemoJoins.class,
            WarmUpCommand.class
        })
public final class Main {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_RUNNING = 3;

    private static final Logger LOG = System.getLogger(Main.class.getName());

    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Main::explain)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int explain(Exception e, CommandLine command, ParseResult arguments) {
        if (e instanceof Failed failed && !(failed.failure() instanceof Failure.Internal)) {
            command.getErr().println(failed.failure().message());
        } else if (e instanceof NoSuchFileException missing) {
            command.getErr().println("There is no " + missing.getFile() + ".");
        } else if (e instanceof FileSystemException refused) {
            command.getErr()
                    .println(refused.getFile() + " cannot be read or written: "
                            + Objects.requireNonNullElse(refused.getReason(), "access is denied") + ".");
        } else {
            command.getErr().println("An internal fault; the lines below help to find it.");
            LOG.log(Level.ERROR, "Fault in " + command.getCommandName(), e);
        }
        return FAILED;
    }
}
