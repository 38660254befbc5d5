package dev.nnc.runtime;

/** Says what {@link Vectors} finds in the JVM that it is the main class of. */
final class VectorsProbe {

    private VectorsProbe() {}

    public static void main(String[] args) {
        System.out.println("available " + Vectors.available());
        if (!Vectors.available()) {
            Vectors.warnScalar("Mlp");
            Vectors.warnScalar("Mlp");
        }
        try {
            Vectors.require("Mlp");
            System.out.println("nothing required");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
