package dev.nnc.compiler.syntax.ast;

import java.util.List;

/** What an input, a target or a parameter holds. */
public sealed interface Type extends Node permits FloatType, ClassType {
    /** The axes after the batch's; empty when no brackets are written. */
    List<Dimension> dimensions();
}
