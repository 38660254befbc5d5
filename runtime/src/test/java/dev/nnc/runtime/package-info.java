/** Tests of what generated networks and their callers link to, with a network written by hand as generated code would be. */
package dev.nnc.runtime;
