package dev.nnc.compiler.syntax.ast;

/** A line of a model. */
public sealed interface ModelStatement extends Statement
        permits InputDeclaration,
                TargetDeclaration,
                OutputDeclaration,
                ParameterDeclaration,
                LayerDeclaration,
                ValueDefinition,
                LossDeclaration,
                MetricDeclaration,
                EntryDeclaration {}
