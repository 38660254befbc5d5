/** Models that nobody wrote: made from a seed, compiled, and held against their meaning. */
package dev.nnc.generated.random;
