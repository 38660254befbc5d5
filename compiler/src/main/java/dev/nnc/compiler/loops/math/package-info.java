/**
 * Functions that the hardware lacks, as polynomials over lanes and numbers alike: the same bits on every machine, every
 * JDK, at every vector width.
 */
package dev.nnc.compiler.loops.math;
