package dev.nnc.maven;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.DirectoryScanner;

/** Finds the models below a source folder and reads them; a model's folder is its package. */
final class ModelFiles {
    private final Path folder;
    private final String packageName;
    private final Charset encoding;

    /**
     * Models below a folder.
     *
     * @param packageName the package of those directly in it; empty for the unnamed package
     */
    ModelFiles(Path folder, String packageName, Charset encoding) {
        this.folder = folder.toAbsolutePath().normalize();
        this.packageName = packageName;
        this.encoding = encoding;
    }

    /**
     * All models that the patterns select, in the order of their names; none when there is no such folder.
     *
     * @throws MojoFailureException when a file is not text in the encoding, or a package's name is none
     */
    List<ModelFile> find(Set<String> includes, Set<String> excludes) throws IOException, MojoFailureException {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw new MojoFailureException("packageName is `" + packageName + "`, which cannot name a package");
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        DirectoryScanner scanner = new DirectoryScanner();
        scanner.setBasedir(folder.toFile());
        scanner.setIncludes(includes.isEmpty() ? new String[] {"**/*.nn"} : includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        String[] found = scanner.getIncludedFiles();
        Arrays.sort(found);
        List<ModelFile> models = new ArrayList<>();
        for (String name : found) {
            models.add(read(name.replace('\\', '/')));
        }
        return models;
    }

    private ModelFile read(String name) throws IOException, MojoFailureException {
        Path path = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(path);
        String itsPackage = packageOf(name, path);
        String digest = Digests.of(List.of(itsPackage, Digests.of(bytes)));
        return new ModelFile(path, name, itsPackage, decode(bytes, path), digest);
    }

    private String packageOf(String name, Path path) throws MojoFailureException {
        List<String> parts = new ArrayList<>();
        if (!packageName.isEmpty()) {
            parts.add(packageName);
        }
        List<String> folders = Arrays.asList(name.split("/"));
        for (String part : folders.subList(0, folders.size() - 1)) {
            if (!SourceVersion.isName(part) || part.contains(".")) {
                throw new MojoFailureException(
                        path + ": its folder is its Java package, but `" + part + "` cannot be part of a package name");
            }
            parts.add(part);
        }
        return String.join(".", parts);
    }

    private String decode(byte[] bytes, Path path) throws MojoFailureException {
        try {
            return encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MojoFailureException(
                    path + ": not text in " + encoding + "; save it in that encoding, or set"
                            + " the plugin's `encoding`",
                    e);
        }
    }
}
