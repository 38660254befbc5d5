package dev.nnc.cli;

import dev.nnc.cli.console.Console;
import dev.nnc.cli.console.ExitCode;
import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.runtime.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Turns what a command throws into a message and an exit code. */
final class Failures {
    private static final int MEGABYTE = 1_000_000;

    private Failures() {}

    /** What the JVM has too little of. */
    static int report(VirtualMachineError failure, Console console) {
        if (failure instanceof OutOfMemoryError) {
            console.report("error: the JVM has too little memory, at most "
                    + Runtime.getRuntime().maxMemory() / MEGABYTE
                    + " MB\nhelp: NNC_JAVA_OPTS=-Xmx16g lets it take 16 GB; a smaller `batch` or model takes less");
            return ExitCode.USER_ERROR;
        }
        return bug(failure, console);
    }

    static int report(Exception failure, Console console) {
        if (failure instanceof UserError || failure instanceof CompilationFailed) {
            console.report(failure.getMessage());
            return ExitCode.USER_ERROR;
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return report(unchecked.getCause(), console);
        }
        if (failure instanceof DataException data && !data.place().isEmpty()) {
            console.report(UserError.at(data.place(), data.problem()).getMessage());
            return ExitCode.USER_ERROR;
        }
        if (failure instanceof IOException io) {
            console.report("error: " + message(io));
            return ExitCode.USER_ERROR;
        }
        return bug(failure, console);
    }

    private static int bug(Throwable failure, Console console) {
        console.report("error: this is a fault of nnc itself; please report it with what follows");
        failure.printStackTrace(console.err());
        return ExitCode.BUG;
    }

    private static String message(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file `" + missing.getFile() + "`";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "access to `" + denied.getFile() + "` is denied";
        }
        if (failure instanceof FileAlreadyExistsException other) {
            return "`" + other.getFile() + "`: this is a file, not a folder to write into";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return "`" + file.getFile() + "`: " + file.getReason();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
