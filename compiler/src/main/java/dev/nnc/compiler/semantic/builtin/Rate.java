package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.model.Schedule;

/** A learning rate: what it is at the start of its schedule, and the schedule. */
public record Rate(double rate, Schedule schedule) {
    /** The same rate at every step. */
    public static Rate constant(double rate) {
        return new Rate(rate, Schedule.CONSTANT);
    }
}
