/** Brings a graph into the few forms that regions are made of; each step is a graph to graph rewrite that keeps values. */
package dev.nnc.compiler.plan.prepare;
