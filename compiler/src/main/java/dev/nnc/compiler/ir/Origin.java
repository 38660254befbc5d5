package dev.nnc.compiler.ir;

/**
 * Where a node comes from: the name that people know it by, and the line of the {@code .nn} file.
 *
 * @param name a name from the file and the words of it that made the node, such as {@code hidden.relu} or {@code logits.dense2};
 *     empty where there is none
 * @param whole where the node is all that a call or a definition of the file makes, and not a step towards it: the name of that,
 *     such as {@code hidden.relu}, or {@code hidden} where the value is nothing more; empty elsewhere
 * @param file the file's name, such as {@code mlp.nn}; empty where there is none
 * @param line the line, from 1; 0 where there is none
 */
public record Origin(String name, String whole, String file, int line) {
    /** No place in any file: what the compiler makes by itself. */
    public static final Origin NONE = new Origin("", "", 0);

    /** The place of a step towards something. */
    public Origin(String name, String file, int line) {
        this(name, "", file, line);
    }

    /** The same place under another name. */
    public Origin named(String other) {
        return new Origin(other, file, line);
    }

    /** The same place, of a step on the way. */
    public Origin step() {
        return named(name);
    }

    /** The same place, of all that is called {@code wholeName}. */
    public Origin allOf(String wholeName) {
        return new Origin(name, wholeName, file, line);
    }

    /** The same place, for a part of what has this name: {@code logits.lstm.input_gate}. */
    public Origin part(String part) {
        return named(name.isEmpty() ? part : name + "." + part);
    }

    /** The place as people write it, such as {@code mlp.nn:5}; empty where there is none. */
    public String place() {
        return line == 0 ? "" : file + ":" + line;
    }
}
