/** What generated networks and their callers link to. */
package dev.nnc.runtime;
