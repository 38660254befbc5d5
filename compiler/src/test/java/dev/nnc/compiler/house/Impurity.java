package dev.nnc.compiler.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Calls of {@link System} that let the outside in: the environment and the clock. */
final class Impurity extends DescribedPredicate<JavaMethodCall> {
    static final Impurity INSTANCE = new Impurity();

    private static final Set<String> METHODS =
            Set.of("getenv", "getProperty", "getProperties", "currentTimeMillis", "nanoTime", "exit");

    private Impurity() {
        super("System's environment, properties or clock is read");
    }

    @Override
    public boolean test(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && METHODS.contains(call.getTarget().getName());
    }
}
