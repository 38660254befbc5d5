/** What is wrong with a user's source, as data: where, what, why, and what to write instead. Looks at no other room. */
package dev.nnc.compiler.diagnostics;
