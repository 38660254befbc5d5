package dev.nnc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

/** Tests that the module flag reaches javac and the test JVMs once, whatever the project has configured. */
class VectorModuleTest {
    private final Plugin compiler = plugin("maven-compiler-plugin");
    private final Plugin surefire = plugin("maven-surefire-plugin");
    private final MavenProject project = project(compiler, surefire);
    private final Properties user = new Properties();

    @Test
    void javacGetsTheFlagWithNothingConfigured() {
        PluginExecution execution = new PluginExecution();
        compiler.addExecution(execution);
        assertThat(VectorModule.reachesJavac(project)).isFalse();

        VectorModule.addTo(project, user);

        String expected = "<compilerArgs>\n    <arg>" + VectorModule.FLAG + "</arg>";
        assertThat(compiler.getConfiguration().toString()).contains(expected);
        assertThat(execution.getConfiguration().toString()).contains(expected);
        assertThat(VectorModule.reachesJavac(project)).isTrue();
    }

    @Test
    void otherArgumentsStay() {
        compiler.setConfiguration(xml("<compilerArgs><arg>-Xlint:all</arg></compilerArgs>"));

        VectorModule.addTo(project, user);

        Xpp3Dom arguments = ((Xpp3Dom) compiler.getConfiguration()).getChild("compilerArgs");
        assertThat(arguments.getChildren())
                .extracting(Xpp3Dom::getValue)
                .containsExactly("-Xlint:all", VectorModule.FLAG);
    }

    @Test
    void aFlagThatIsThereIsEnough() {
        compiler.setConfiguration(xml("<compilerArgs><arg>--add-modules=jdk.incubator.vector</arg></compilerArgs>"));
        project.getProperties().setProperty("argLine", "--add-modules jdk.incubator.vector -Xmx1g");

        VectorModule.addTo(project, user);
        VectorModule.addTo(project, user);

        assertThat(((Xpp3Dom) compiler.getConfiguration())
                        .getChild("compilerArgs")
                        .getChildCount())
                .isEqualTo(1);
        assertThat(project.getProperties().getProperty("argLine"))
                .isEqualTo("--add-modules jdk.incubator.vector -Xmx1g");
    }

    @Test
    void testsGetItThroughTheProperty() {
        project.getProperties().setProperty("argLine", "-Xmx1g");

        VectorModule.addTo(project, user);

        assertThat(project.getProperties().getProperty("argLine")).isEqualTo("-Xmx1g " + VectorModule.FLAG);
        assertThat(surefire.getConfiguration()).isNull();
    }

    @Test
    void anArgLineInTheConfigurationGetsIt() {
        surefire.setConfiguration(xml("<argLine>-Xmx1g</argLine>"));

        VectorModule.addTo(project, user);

        assertThat(argLine()).isEqualTo("-Xmx1g " + VectorModule.FLAG);
    }

    @Test
    void anArgLineThatTakesThePropertyInIsLeftAlone() {
        surefire.setConfiguration(xml("<argLine>@{argLine} -Xmx1g</argLine>"));

        VectorModule.addTo(project, user);

        assertThat(argLine()).isEqualTo("@{argLine} -Xmx1g");
        assertThat(project.getProperties().getProperty("argLine")).isEqualTo(VectorModule.FLAG);
    }

    @Test
    void anArgLineOnTheCommandLineDoesNotHideIt() {
        user.setProperty("argLine", "-Xmx2g");

        VectorModule.addTo(project, user);

        assertThat(argLine()).isEqualTo("-Xmx2g " + VectorModule.FLAG);
    }

    private String argLine() {
        return ((Xpp3Dom) surefire.getConfiguration()).getChild("argLine").getValue();
    }

    private static Plugin plugin(String name) {
        Plugin plugin = new Plugin();
        plugin.setArtifactId(name);
        return plugin;
    }

    private static MavenProject project(Plugin... plugins) {
        Model model = new Model();
        model.setBuild(new Build());
        for (Plugin plugin : plugins) {
            model.getBuild().addPlugin(plugin);
        }
        return new MavenProject(model);
    }

    private static Xpp3Dom xml(String content) {
        try {
            return Xpp3DomBuilder.build(new StringReader("<configuration>" + content + "</configuration>"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
