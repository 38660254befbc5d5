/**
 * The metrics: what each takes of every example. The runtime adds the statistics of a whole split up, in double precision, and
 * makes the number of them; its {@code MetricKind} says which statistics a kind needs.
 */
package dev.nnc.compiler.semantic.library.metric;
