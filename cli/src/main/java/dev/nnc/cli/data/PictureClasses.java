package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the classes that the folders in a folder of pictures stand for. */
final class PictureClasses {
    /** As many classes without a folder are named; more would hide what is said about them. */
    private static final int MOST_NAMED = 10;

    private PictureClasses() {}

    /**
     * The names of the classes, in their order: the model's, those that the weights know, the numbers of the classes, or the
     * folders' own names in the order of the alphabet.
     */
    static List<String> of(Path folder, Signature signature, TrainedData trained) throws IOException {
        InputSpec target = target(folder, signature);
        List<Path> entries = DataFormats.entries(folder);
        for (Path entry : entries) {
            if (!Files.isDirectory(entry)) {
                throw UserError.at(entry.toString(), "pictures to learn from lie in a folder for each class");
            }
        }
        List<String> folders = names(entries);
        List<String> known = trained.classNamesOf(target);
        List<String> names = known.isEmpty() ? ownNames(folder, folders, target) : known;
        for (Path entry : entries) {
            if (!names.contains(entry.getFileName().toString())) {
                throw unknownClass(entry, target, names, without(folders, names));
            }
        }
        return names;
    }

    /** Fails when a class has no folder, so that a network would never see it. */
    static void checkEach(Path folder, InputSpec target, List<String> names) throws IOException {
        List<String> missing = without(names(DataFormats.entries(folder)), names);
        if (!missing.isEmpty()) {
            String listed = missing.stream()
                    .limit(MOST_NAMED)
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "));
            int more = missing.size() - MOST_NAMED;
            throw UserError.at(
                    folder.toString(),
                    (missing.size() == 1
                                    ? "there is no folder for the class "
                                    : "there are no folders for the classes ")
                            + listed + (more > 0 ? " and " + more + " more" : "") + " of `" + target.name() + "`",
                    "no class is learnt without pictures of it: add them, or change the classes of `" + target.name()
                            + "`");
        }
    }

    private static List<String> names(List<Path> folders) {
        return folders.stream().map(folder -> folder.getFileName().toString()).toList();
    }

    /** The classes that have no folder. */
    private static List<String> without(List<String> folders, List<String> names) {
        return names.stream().filter(Predicate.not(folders::contains)).toList();
    }

    /** The one target that folders tell the classes of. */
    static InputSpec target(Path folder, Signature signature) {
        if (signature.targets().size() != 1) {
            throw UserError.at(
                    folder.toString(),
                    "folders of pictures tell the classes of one target, but `" + signature.model() + "` has "
                            + signature.targets().size());
        }
        return signature.targets().get(0);
    }

    private static List<String> ownNames(Path folder, List<String> folders, InputSpec target) {
        List<String> numbers =
                IntStream.range(0, target.classes()).mapToObj(Integer::toString).toList();
        if (numbers.containsAll(folders)) {
            return numbers;
        }
        if (folders.size() != target.classes()) {
            throw UserError.at(
                    folder.toString(),
                    "there are folders for " + folders.size() + " classes here, but `" + target.name() + "` has "
                            + target.classes());
        }
        return folders;
    }

    private static UserError unknownClass(Path folder, InputSpec target, List<String> names, List<String> missing) {
        String name = folder.getFileName().toString();
        return UserError.at(
                folder.toString(),
                "`" + name + "` is no class of `" + target.name() + "`",
                Suggestions.didYouMean(name, missing).orElse("its classes are " + String.join(", ", names)));
    }
}
