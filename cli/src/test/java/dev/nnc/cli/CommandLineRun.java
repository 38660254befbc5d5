package dev.nnc.cli;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.model.Compiler;
import dev.nnc.compiler.NnCompiler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command said and how it ended.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int code, String out, String err) {
    /** Runs a command with the hand-written network. */
    static CommandLineRun of(Object... arguments) {
        return of(new HandCompiler(), arguments);
    }

    /** Runs a command with the compiler. */
    static CommandLineRun compiled(Object... arguments) {
        return of(NnCompiler::compile, arguments);
    }

    /** Runs a command with this compiler. */
    static CommandLineRun of(Compiler compiler, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = new String[arguments.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = arguments[i].toString();
        }
        int code = Main.run(args, Console.plain(stream(out), stream(err)), compiler);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
