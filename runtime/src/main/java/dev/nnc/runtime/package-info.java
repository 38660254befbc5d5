/**
 * What generated networks and their callers link to: the facts of a compiled model ({@link dev.nnc.runtime.Signature}), the
 * base classes of what is generated ({@link dev.nnc.runtime.Network}, {@link dev.nnc.runtime.Trainer}), the arrays that go in
 * and out ({@link dev.nnc.runtime.Batch}), random numbers, schedules and worker threads. No kernel of any layer is here: what a
 * network computes is in its generated code.
 */
package dev.nnc.runtime;
