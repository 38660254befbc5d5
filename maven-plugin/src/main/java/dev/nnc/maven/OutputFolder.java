package dev.nnc.maven;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;

/**
 * A folder of generated files: a file is touched only when its bytes differ, and replaced as a whole.
 *
 * @param root the folder; made when the first file is written
 */
record OutputFolder(Path root) {
    /** Whether every file is there with exactly the digest that it was generated with. */
    boolean holds(Map<String, String> digests) throws IOException {
        for (Map.Entry<String, String> file : digests.entrySet()) {
            Path path = root.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !Digests.of(path).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Makes a file have this content; returns whether it had another, or was not there. */
    boolean write(String name, byte[] content) throws IOException {
        Path path = root.resolve(name);
        if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), content)) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return true;
    }

    /** Deletes a file, and the folders above it that are empty then; returns whether it was there. */
    boolean delete(String name) throws IOException {
        Path path = root.resolve(name);
        boolean there = Files.deleteIfExists(path);
        for (Path folder = path.getParent(); there && !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException e) {
                return true;
            }
        }
        return there;
    }
}
