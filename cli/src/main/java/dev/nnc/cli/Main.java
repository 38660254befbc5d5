package dev.nnc.cli;

import dev.nnc.cli.command.BaseCommand;
import dev.nnc.cli.command.CheckCommand;
import dev.nnc.cli.command.CompileCommand;
import dev.nnc.cli.command.EvaluateCommand;
import dev.nnc.cli.command.PlotLossCommand;
import dev.nnc.cli.command.PredictCommand;
import dev.nnc.cli.command.SummaryCommand;
import dev.nnc.cli.command.TrainCommand;
import dev.nnc.cli.command.Version;
import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.model.Compiler;
import dev.nnc.compiler.NnCompiler;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The {@code nnc} command. */
@Command(
        name = "nnc",
        description = "Compiles neural networks to plain Java, and trains them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything went well",
            "1:the model, the data or a file is at fault",
            "2:the arguments make no sense",
            "3:nnc itself is at fault",
            "130:Ctrl-C ended a training; the best weights were kept"
        })
public final class Main {
    private Main() {}

    /** Runs the command, and starts itself again with the Vector API if this JVM lacks it. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        OptionalInt relaunched = Relaunch.withVectors(args);
        System.exit(relaunched.isPresent() ? relaunched.getAsInt() : run(args, Console.ofProcess()));
    }

    /** Runs the command with the compiler that there is. */
    public static int run(String[] args, Console console) {
        return run(args, console, NnCompiler::compile);
    }

    /** Runs the command and returns its exit code. */
    static int run(String[] args, Console console, Compiler compiler) {
        CommandLine line = new CommandLine(new Main());
        List<BaseCommand> commands = List.of(
                new CheckCommand(console, compiler),
                new CompileCommand(console, compiler),
                new TrainCommand(console, compiler),
                new EvaluateCommand(console, compiler),
                new PredictCommand(console, compiler),
                new SummaryCommand(console, compiler),
                new PlotLossCommand(console, compiler));
        commands.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(console.out(), true))
                .setErr(new PrintWriter(console.err(), true))
                .setParameterExceptionHandler((mistake, arguments) -> usage(mistake, console))
                .setExecutionExceptionHandler((failure, command, result) -> Failures.report(failure, console));
        try {
            return line.execute(args);
        } catch (VirtualMachineError failure) {
            return Failures.report(failure, console);
        }
    }

    private static int usage(ParameterException mistake, Console console) {
        console.report("error: " + UsageMistake.message(mistake));
        console.report("help: " + UsageMistake.help(mistake));
        return ExitCode.USAGE;
    }
}
