package dev.nnc.cli.command;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.Json;
import dev.nnc.cli.model.Compiler;
import dev.nnc.cli.model.ModelLoader;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common: how they speak, and the compiler. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        showDefaultValues = false)
public abstract class BaseCommand implements Callable<Integer> {
    @Option(names = "--json", description = "End with one line of JSON on standard output.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors and results.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    private final Console console;
    private final Compiler compiler;

    BaseCommand(Console console, Compiler compiler) {
        this.console = console;
        this.compiler = compiler;
    }

    final Console console() {
        return console;
    }

    final Compiler compiler() {
        return compiler;
    }

    final ModelLoader loader() {
        return new ModelLoader(compiler, console);
    }

    final boolean json() {
        return json;
    }

    final boolean quiet() {
        return quiet;
    }

    /** Arguments that make no sense together. */
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Tells a person something, unless quiet is asked for. */
    final void say(String lines) {
        if (!quiet) {
            console.say(lines);
        }
    }

    /** Ends with the results: as one line of JSON, or as a name and a value in each line. */
    final void print(Map<String, ?> results) {
        if (json) {
            console.print(Json.line(results));
        } else {
            int width = results.keySet().stream().mapToInt(String::length).max().orElse(0);
            results.forEach((name, value) -> console.print(name + " ".repeat(width - name.length() + 2) + text(value)));
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.6g", number) : value.toString();
    }
}
