/** The learning-rate schedules: their arguments, checked, under the runtime's names. */
package dev.nnc.compiler.semantic.library.schedule;
