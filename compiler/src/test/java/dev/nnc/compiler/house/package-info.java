/** The rules of the house as tests: which room may look at which, and how big and how tidy files are. */
package dev.nnc.compiler.house;
