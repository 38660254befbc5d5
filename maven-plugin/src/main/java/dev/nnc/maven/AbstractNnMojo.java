package dev.nnc.maven;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.maven.CompilerCalls.Output;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What the goals share: the parameters that say which models are compiled and how. */
abstract class AbstractNnMojo extends AbstractMojo {
    /** The folder of the models. A model's folder below it is the Java package of what is generated from it. */
    @Parameter(property = "nnc.sourceDirectory", defaultValue = "${project.basedir}/src/main/nn", required = true)
    private File sourceDirectory;

    /** The package of what is generated from models directly in the source folder; folders below add their names to it. */
    @Parameter(property = "nnc.packageName")
    private String packageName;

    /** Patterns of the models to compile, below the source folder. All {@code **}{@code /*.nn} if there are none. */
    @Parameter(property = "nnc.includes")
    private Set<String> includes;

    /** Patterns of models to leave out. */
    @Parameter(property = "nnc.excludes")
    private Set<String> excludes;

    /**
     * Values for model parameters, by name, as written in the language: {@code <vocabulary>65</vocabulary>} compiles a model that
     * begins with {@code model Reader(vocabulary = 80)} for 65.
     */
    @Parameter
    private Map<String, String> parameters;

    /**
     * Which form of the code is generated: {@code vector} uses the Vector API and needs {@code --add-modules
     * jdk.incubator.vector} at run time; {@code scalar} is plain loops with the same results, bit for bit; {@code both} has the
     * plain loops step in where the module is missing.
     */
    @Parameter(property = "nnc.flavour", defaultValue = "both")
    private String flavour;

    /**
     * Whether all work that can be divided among threads is, however small: slower, and good for tests of what threads do. Give
     * both goals the same value.
     */
    @Parameter(property = "nnc.forceSplit", defaultValue = "false")
    private boolean forceSplit;

    /** The character set of the models and of the generated files. */
    @Parameter(property = "nnc.encoding", defaultValue = "${project.build.sourceEncoding}")
    private String encoding;

    /** Whether a warning about a model stops the build, as an error does. */
    @Parameter(property = "nnc.failOnWarning", defaultValue = "false")
    private boolean failOnWarning;

    /** Whether to do nothing at all. What an earlier build generated is then no part of the project. */
    @Parameter(property = "nnc.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File buildDirectory;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        if (project.getPackaging().equals("pom")) {
            getLog().debug("a project of projects has no models of its own");
            return;
        }
        try {
            run();
        } catch (IOException e) {
            throw new MojoExecutionException("could not read or write: " + e, e);
        } catch (CompilerBug e) {
            throw new MojoExecutionException("this is a fault of nnc, please report it: " + e.getMessage(), e);
        }
    }

    /** Does the goal's work. */
    abstract void run() throws IOException, MojoExecutionException, MojoFailureException;

    MavenProject project() {
        return project;
    }

    List<ModelFile> models() throws IOException, MojoFailureException {
        ModelFiles files = new ModelFiles(sourceDirectory.toPath(), packageName == null ? "" : packageName, charset());
        List<ModelFile> models = files.find(orNone(includes), orNone(excludes));
        if (models.isEmpty()) {
            getLog().warn("no models in " + sourceDirectory);
        }
        return models;
    }

    /** Compiles without writing anything, and reports what is wrong. */
    void check(List<ModelFile> models) throws IOException, MojoFailureException {
        CompilerCalls compiler = new CompilerCalls(settings(), Output.NOTHING);
        ProblemLog.report(models.stream().map(compiler::compile).toList(), failOnWarning, getLog());
    }

    /** Brings a folder up to date with the models, reports what is wrong and what was done. */
    Generation.Result generate(List<ModelFile> models, Output wanted, File folder)
            throws IOException, MojoFailureException {
        Settings settings = settings();
        Generation generation =
                new Generation(settings, new CompilerCalls(settings, wanted), folder.toPath(), stateFile());
        Generation.Result result = generation.run(models);
        ProblemLog.report(result.compiled(), failOnWarning, getLog());
        getLog().info(summary(models, result));
        return result;
    }

    Options.Flavour flavour() throws MojoFailureException {
        return Arrays.stream(Options.Flavour.values())
                .filter(each -> each.name().equalsIgnoreCase(flavour))
                .findFirst()
                .orElseThrow(() -> new MojoFailureException("flavour is `" + flavour + "`; it must be one of "
                        + Arrays.stream(Options.Flavour.values())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static String summary(List<ModelFile> models, Generation.Result result) {
        if (result.compiled().isEmpty() && result.deleted() == 0) {
            return ProblemLog.counted(models.size(), "model") + ", nothing changed";
        }
        return "compiled " + result.compiled().size() + " of " + ProblemLog.counted(models.size(), "model") + ", wrote "
                + ProblemLog.counted(result.written(), "file")
                + (result.deleted() == 0 ? "" : ", deleted " + ProblemLog.counted(result.deleted(), "file"));
    }

    private Settings settings() throws IOException, MojoFailureException {
        return new Settings(
                toolDigest(),
                execution.getGoal(),
                flavour(),
                parameters == null ? Map.of() : parameters,
                forceSplit,
                charset().name(),
                failOnWarning);
    }

    /** Of the plugin and its libraries, by content: while nnc itself is developed, its version stays and its code changes. */
    private String toolDigest() throws IOException {
        List<String> parts = new ArrayList<>(List.of(plugin.getId()));
        for (Artifact artifact : plugin.getArtifacts()) {
            boolean ours = artifact.getGroupId().equals(plugin.getGroupId());
            parts.add(ours ? Digests.of(artifact.getFile().toPath()) : artifact.getId());
        }
        return Digests.of(parts);
    }

    private Path stateFile() {
        String name = execution.getGoal() + "-" + execution.getExecutionId() + ".txt";
        return buildDirectory.toPath().resolve("maven-status").resolve("nn").resolve(name);
    }

    private Charset charset() throws MojoFailureException {
        try {
            return Charset.forName(encoding == null || encoding.isEmpty() ? "UTF-8" : encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MojoFailureException("encoding is `" + encoding + "`, which is no character set known here", e);
        }
    }

    private static Set<String> orNone(Set<String> patterns) {
        return patterns == null ? Set.of() : patterns;
    }
}
