package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.model.Standardization;
import java.util.Optional;

/**
 * A {@code standardize} layer of the model.
 *
 * @param at where it was first met
 * @param fit what it is fitted on; empty until it stands on an input or target
 */
record FittedLayer(Span at, Optional<Standardization> fit) {}
