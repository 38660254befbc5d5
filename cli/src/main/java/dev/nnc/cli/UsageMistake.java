package dev.nnc.cli;

import dev.nnc.compiler.diagnostics.Suggestions;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the arguments of a command, in the words of the rest. */
final class UsageMistake {
    private UsageMistake() {}

    /** The mistake in one line. */
    static String message(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        return mistake.getMessage()
                .replaceFirst("^Error: ", "")
                .replaceFirst(" is not an? (int|long)$", " is not a whole number")
                .replaceFirst(" is not a (float|double)$", " is not a number");
    }

    /** What to do about it. */
    static String help(ParameterException mistake) {
        String name = mistake.getCommandLine().getCommandSpec().qualifiedName();
        return likely(mistake).orElse("`" + name + " --help` lists what there is");
    }

    private static Optional<String> likely(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String word = unmatched.getUnmatched().get(0);
        return unmatched.isUnknownOption()
                ? Suggestions.didYouMean(option(word), options(mistake))
                : Suggestions.didYouMean(word, commands(mistake));
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        String word = mistake.getUnmatched().get(0);
        if (mistake.isUnknownOption()) {
            return "there is no option `" + option(word) + "`";
        }
        return commands(mistake).isEmpty()
                ? "`" + word + "` is one argument too many"
                : "there is no command `" + word + "`";
    }

    /** An option without the value that is written to it. */
    private static String option(String word) {
        return word.split("=", 2)[0];
    }

    private static List<String> options(ParameterException mistake) {
        return List.copyOf(
                mistake.getCommandLine().getCommandSpec().optionsMap().keySet());
    }

    private static List<String> commands(ParameterException mistake) {
        return List.copyOf(mistake.getCommandLine().getSubcommands().keySet());
    }
}
