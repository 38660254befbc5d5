package dev.nnc.compiler.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param info the words behind the opening fence
 * @param text the lines between the fences
 * @param line of the opening fence, from 1
 */
record Fence(String info, String text, int line) {
    private static final String MARK = "```";

    /** All fenced blocks, in order. */
    static List<Fence> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Fence> fences = new ArrayList<>();
        int opening = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(MARK)) {
                continue;
            }
            if (opening < 0) {
                opening = i;
            } else {
                String info = lines.get(opening).substring(MARK.length()).strip();
                String text = String.join("\n", lines.subList(opening + 1, i)) + "\n";
                fences.add(new Fence(info, text, opening + 1));
                opening = -1;
            }
        }
        return fences;
    }
}
