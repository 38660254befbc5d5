package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nnc.compiler.semantic.builtin.Rejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call is refused as a user's mistake. */
final class RejectionAssert {
    private RejectionAssert() {}

    static void rejects(ThrowingCallable call, String id, String message) {
        Rejection rejection = catchThrowableOfType(Rejection.class, call);
        assertThat(rejection).isNotNull();
        assertThat(rejection.problem().id()).isEqualTo(id);
        assertThat(rejection.problem().message()).isEqualTo(message);
    }
}
