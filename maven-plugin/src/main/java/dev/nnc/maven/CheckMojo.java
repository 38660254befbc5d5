package dev.nnc.maven;

import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Checks the models and reports every mistake in them; writes nothing. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class CheckMojo extends AbstractNnMojo {
    @Override
    void run() throws IOException, MojoFailureException {
        List<ModelFile> models = models();
        check(models);
        getLog().info(ProblemLog.counted(models.size(), "model") + ", no errors");
    }
}
