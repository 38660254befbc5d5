/** The Maven plugin: thin goals that hand a request to the compiler, keep outputs up to date and report what was wrong. */
package dev.nnc.maven;
