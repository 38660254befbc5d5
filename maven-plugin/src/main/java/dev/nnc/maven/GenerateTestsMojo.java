package dev.nnc.maven;

import dev.nnc.maven.CompilerCalls.Output;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Generates a JUnit 5 test of each model's Java, and adds it to the project's tests. */
@Mojo(name = "generate-tests", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestsMojo extends AbstractNnMojo {
    /** The folder that the tests are written to. */
    @Parameter(
            property = "nnc.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/nn",
            required = true)
    private File outputDirectory;

    /** Whether tests are left out of the build altogether; nothing is generated then. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTests;

    @Override
    void run() throws IOException, MojoFailureException {
        if (skipTests) {
            getLog().info("skipped, as all tests are");
            return;
        }
        Generation.Result result = generate(models(), Output.TESTS, outputDirectory);
        if (result.files().isEmpty()) {
            return;
        }
        project().addTestCompileSourceRoot(outputDirectory.getAbsolutePath());
        if (result.files().stream().anyMatch(file -> !file.endsWith(".java"))) {
            project().addTestResource(data());
        }
    }

    /** What the tests read, written beside them. */
    private Resource data() {
        Resource resource = new Resource();
        resource.setDirectory(outputDirectory.getAbsolutePath());
        resource.setExcludes(List.of("**/*.java"));
        return resource;
    }
}
