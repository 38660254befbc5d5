/**
 * From Java source to classes in memory, by the {@code javac} of the running JDK. The command line trains what it has just
 * compiled, and tests run what the compiler writes; neither leaves a file behind. Nothing here knows of networks.
 */
package dev.nnc.javac;
