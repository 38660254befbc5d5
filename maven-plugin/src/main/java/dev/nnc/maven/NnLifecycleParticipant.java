package dev.nnc.maven;

import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * With {@code <extensions>true</extensions>}, spares every project that declares the plugin the Vector API's module flag.
 *
 * <p>Declared in {@code META-INF/plexus/components.xml}: Maven 3.8 ignores annotated components in class files of Java 17.
 */
public final class NnLifecycleParticipant extends AbstractMavenLifecycleParticipant {
    private static final String PLUGIN = "dev.nnc:nnc-maven-plugin";

    @Override
    public void afterProjectsRead(MavenSession session) {
        for (MavenProject project : session.getProjects()) {
            if (project.getPlugin(PLUGIN) != null) {
                VectorModule.addTo(project, session.getUserProperties());
            }
        }
    }
}
