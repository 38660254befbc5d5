package dev.nnc.maven;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.diagnostics.Severity;
import dev.nnc.maven.ModelCompiler.Compiled;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Brings a folder of generated files up to date with its models.
 *
 * <p>Only models that changed are compiled, or all when the settings did; a file that was edited or deleted since it was
 * generated counts as a change of its model. Nothing is written or deleted unless everything compiles.
 */
final class Generation {
    private final Settings settings;
    private final ModelCompiler compiler;
    private final OutputFolder output;
    private final Path stateFile;

    Generation(Settings settings, ModelCompiler compiler, Path output, Path stateFile) {
        this.settings = settings;
        this.compiler = compiler;
        this.output = new OutputFolder(output);
        this.stateFile = stateFile;
    }

    /**
     * What a run did.
     *
     * @param compiled the models that had to be compiled, with their problems
     * @param written how many files were written
     * @param deleted how many files of an earlier run were deleted
     * @param files every file that is generated now, written in this run or before
     */
    record Result(List<Compiled> compiled, int written, int deleted, List<String> files) {}

    /**
     * Runs.
     *
     * @throws MojoFailureException when two models generate the same file
     */
    Result run(List<ModelFile> models) throws IOException, MojoFailureException {
        BuildState before = BuildState.read(stateFile);
        List<Compiled> compiled = new ArrayList<>();
        SortedMap<String, BuildState.Entry> entries = new TreeMap<>();
        for (ModelFile model : models) {
            BuildState.Entry last = before.models().get(model.name());
            if (before.settings().equals(settings.digest()) && isCurrent(model, last)) {
                entries.put(model.name(), last);
            } else {
                compiled.add(compiler.compile(model));
            }
        }
        if (compiled.stream().anyMatch(this::stops)) {
            return new Result(compiled, 0, 0, List.copyOf(before.files().keySet()));
        }
        compiled.forEach(each -> entries.put(each.model().name(), entry(each)));
        BuildState after = new BuildState(settings.digest(), entries);
        rejectCollisions(after);
        return update(before, after, compiled);
    }

    private boolean isCurrent(ModelFile model, BuildState.Entry last) throws IOException {
        return last != null && last.digest().equals(model.digest()) && output.holds(last.files());
    }

    private boolean stops(Compiled compiled) {
        return compiled.problems().stream()
                .anyMatch(problem -> problem.severity() == Severity.ERROR || settings.failOnWarning());
    }

    private Result update(BuildState before, BuildState after, List<Compiled> compiled) throws IOException {
        int written = 0;
        for (Compiled each : compiled) {
            for (GeneratedFile file : each.files()) {
                written += output.write(file.path(), bytes(file)) ? 1 : 0;
            }
        }
        SortedMap<String, String> files = after.files();
        int deleted = 0;
        for (String name : before.files().keySet()) {
            deleted += !files.containsKey(name) && output.delete(name) ? 1 : 0;
        }
        if (!after.equals(before)) {
            after.write(stateFile);
        }
        return new Result(compiled, written, deleted, List.copyOf(files.keySet()));
    }

    private BuildState.Entry entry(Compiled compiled) {
        SortedMap<String, String> files = new TreeMap<>();
        compiled.files().forEach(file -> files.put(file.path(), Digests.of(bytes(file))));
        return new BuildState.Entry(compiled.model().digest(), files);
    }

    private byte[] bytes(GeneratedFile file) {
        return file.text().getBytes(Charset.forName(settings.encoding()));
    }

    /** Names that differ in case alone are one file on many disks, so they collide everywhere. */
    private static void rejectCollisions(BuildState state) throws MojoFailureException {
        Map<String, String> owners = new TreeMap<>();
        for (Map.Entry<String, BuildState.Entry> model : state.models().entrySet()) {
            for (String file : model.getValue().files().keySet()) {
                String other = owners.put(file.toLowerCase(Locale.ROOT), model.getKey());
                if (other != null) {
                    throw new MojoFailureException(
                            "both " + other + " and " + model.getKey() + " generate " + file + ": rename one's model");
                }
            }
        }
    }
}
