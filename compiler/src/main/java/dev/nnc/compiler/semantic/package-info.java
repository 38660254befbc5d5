/** From syntax tree to checked model: names, constants, types, shapes, settings, and the graphs of what is computed. */
package dev.nnc.compiler.semantic;
