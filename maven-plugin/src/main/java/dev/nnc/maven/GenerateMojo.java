package dev.nnc.maven;

import dev.nnc.compiler.Options;
import dev.nnc.maven.CompilerCalls.Output;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Generates the Java of the models, and adds it to the sources that the project compiles. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractNnMojo {
    /** The folder that the Java is written to. */
    @Parameter(
            property = "nnc.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/nn",
            required = true)
    private File outputDirectory;

    @Override
    void run() throws IOException, MojoFailureException {
        Generation.Result result = generate(models(), Output.CLASSES, outputDirectory);
        if (result.files().isEmpty()) {
            return;
        }
        project().addCompileSourceRoot(outputDirectory.getAbsolutePath());
        if (flavour() != Options.Flavour.SCALAR && !VectorModule.reachesJavac(project())) {
            getLog().warn("the generated code needs " + VectorModule.FLAG + " for javac and for tests; with"
                    + " <extensions>true</extensions> this plugin adds it, as in\n" + VectorModule.ADVICE);
        }
    }
}
