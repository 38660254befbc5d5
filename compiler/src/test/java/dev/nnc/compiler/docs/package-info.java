/** Holds the documentation to the code: the examples of the language reference compile, and what it says of built-ins is so. */
package dev.nnc.compiler.docs;
