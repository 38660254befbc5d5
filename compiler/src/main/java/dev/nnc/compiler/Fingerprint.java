package dev.nnc.compiler;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** A hash of all that the results of generated code follow from: the compiler's version, the text and its parameters. */
final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(String version, Source source, Options options) {
        String everything = version + "\n" + new TreeMap<>(options.parameters()) + "\n" + source.text();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(everything.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new CompilerBug("every Java platform has SHA-256", e);
        }
    }
}
