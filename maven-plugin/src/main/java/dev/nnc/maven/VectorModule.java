package dev.nnc.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Hands {@code --add-modules=jdk.incubator.vector} to javac and to the JVMs that run a project's tests. */
final class VectorModule {
    static final String FLAG = "--add-modules=jdk.incubator.vector";

    static final String ADVICE = """
            <plugin>
              <groupId>dev.nnc</groupId>
              <artifactId>nnc-maven-plugin</artifactId>
              <extensions>true</extensions>""";

    private static final String NAME = "jdk.incubator.vector";
    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
    private static final List<String> TEST_RUNNERS =
            List.of("org.apache.maven.plugins:maven-surefire-plugin", "org.apache.maven.plugins:maven-failsafe-plugin");

    private VectorModule() {}

    /** Whether the project's javac gets the flag, from whoever set it. */
    static boolean reachesJavac(MavenProject project) {
        Plugin compiler = project.getPlugin(COMPILER);
        return compiler != null
                && (mentions(compiler) || compiler.getExecutions().stream().anyMatch(VectorModule::mentions));
    }

    /**
     * Adds the flag where it is missing. A model's configuration must not have been used yet: this is for the time right after
     * the projects were read.
     *
     * @param user the properties of the command line, which win over the project's
     */
    static void addTo(MavenProject project, Properties user) {
        Plugin compiler = project.getPlugin(COMPILER);
        if (compiler != null) {
            containers(compiler).forEach(VectorModule::addCompilerArgument);
        }
        addToProperty(project.getProperties());
        for (String key : TEST_RUNNERS) {
            Plugin runner = project.getPlugin(key);
            if (runner != null) {
                containers(runner).forEach(each -> addArgLine(each, user));
            }
        }
    }

    /** The plugin's own configuration and its executions', into which Maven has copied the plugin's by now. */
    private static List<ConfigurationContainer> containers(Plugin plugin) {
        List<ConfigurationContainer> all = new ArrayList<>(plugin.getExecutions());
        all.add(plugin);
        return all;
    }

    private static void addCompilerArgument(ConfigurationContainer container) {
        if (!mentions(container)) {
            child(configuration(container), "compilerArgs").addChild(element("arg", FLAG));
        }
    }

    /** The property that surefire and failsafe read, and that other plugins, such as JaCoCo's, add to. */
    private static void addToProperty(Properties properties) {
        properties.setProperty("argLine", withFlag(properties.getProperty("argLine", "")));
    }

    /** An argLine in the configuration, or on the command line, hides the property. */
    private static void addArgLine(ConfigurationContainer container, Properties user) {
        Xpp3Dom configured = container.getConfiguration() instanceof Xpp3Dom configuration
                ? configuration.getChild("argLine")
                : null;
        String fromUser = user.getProperty("argLine");
        if (configured != null && configured.getValue() != null) {
            configured.setValue(withFlag(configured.getValue()));
        } else if (fromUser != null) {
            child(configuration(container), "argLine").setValue(withFlag(fromUser));
        }
    }

    private static String withFlag(String arguments) {
        boolean late = arguments.contains("@{argLine}") || arguments.contains("${argLine}");
        return late || arguments.contains(NAME) ? arguments : (arguments + " " + FLAG).strip();
    }

    private static boolean mentions(ConfigurationContainer container) {
        return container.getConfiguration() != null
                && container.getConfiguration().toString().contains(NAME);
    }

    private static Xpp3Dom configuration(ConfigurationContainer container) {
        if (container.getConfiguration() == null) {
            container.setConfiguration(new Xpp3Dom("configuration"));
        }
        return (Xpp3Dom) container.getConfiguration();
    }

    private static Xpp3Dom child(Xpp3Dom parent, String name) {
        if (parent.getChild(name) == null) {
            parent.addChild(new Xpp3Dom(name));
        }
        return parent.getChild(name);
    }

    private static Xpp3Dom element(String name, String value) {
        Xpp3Dom element = new Xpp3Dom(name);
        element.setValue(value);
        return element;
    }
}
