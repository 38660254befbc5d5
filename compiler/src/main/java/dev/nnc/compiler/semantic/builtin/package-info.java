/**
 * How the language's own layers, functions, losses, metrics, initialisers, optimizers and schedules are described and called: what
 * stands between the elaborator, which checks arguments once for all of them, and the library, which holds their mathematics.
 */
package dev.nnc.compiler.semantic.builtin;
