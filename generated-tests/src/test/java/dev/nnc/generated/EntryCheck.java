package dev.nnc.generated;

import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.runtime.CarriedState;
import dev.nnc.runtime.Network;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls of an entry one after another, each against its meaning at what the calls before have left. */
public final class EntryCheck {
    private static final int CALLS = 3;

    private final Agreement agreement;
    private final Network network;
    private final Entry entry;
    private final int count;
    private final Random random;
    private final Map<String, Tensor> leaves;

    private EntryCheck(Agreement agreement, Network network, Entry entry, int count, long seed) {
        this.agreement = agreement;
        this.network = network;
        this.entry = entry;
        this.count = count;
        this.random = new Random(seed);
        this.leaves = new HashMap<>(Meaning.weights(network));
    }

    /** Calls an entry for so many examples, of data that is drawn from a seed. */
    public static void check(Agreement agreement, Network network, Entry entry, int count, long seed) {
        new EntryCheck(agreement, network, entry, count, seed).run();
    }

    private void run() {
        for (DataInput state : entry.states()) {
            int[] shape = state.type().shape(count);
            leaves.put(state.name(), new Tensor(shape, new double[Tensor.size(shape)]));
        }
        int place = entry.inputs().size() + (entry.states().isEmpty() ? 0 : 1);
        int parameters = place + 1 + entry.outputs().size();
        Method method = Arrays.stream(network.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(entry.name())
                        && candidate.getParameterCount() == parameters
                        && candidate.getParameterTypes()[place] == int.class)
                .findFirst()
                .orElseThrow();
        CarriedState state = entry.states().isEmpty() ? null : state(method);
        for (int call = 1; call <= CALLS; call++) {
            call(method, state, call);
        }
    }

    private void call(Method method, CarriedState state, int call) {
        List<Object> arguments = new ArrayList<>();
        for (DataInput input : entry.inputs()) {
            arguments.add(drawn(input));
        }
        if (state != null) {
            arguments.add(state);
        }
        arguments.add(count);
        int first = arguments.size();
        for (DataOutput output : entry.outputs()) {
            arguments.add(new float[Tensor.size(output.type().shape(count))]);
        }
        try {
            method.invoke(network, arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot call " + method, e);
        }
        Reference meant = Reference.evaluate(entry.graph(), new Run(count, leaves, (normal, place, element) -> {
            throw new AssertionError("no entry here draws");
        }));
        for (int i = 0; i < entry.outputs().size(); i++) {
            String output = entry.outputs().get(i).name();
            agreement.compare(
                    output + " in call " + call + " of " + count,
                    (float[]) arguments.get(first + i),
                    Meaning.floats(meant.result(Kind.OUTPUT, output)));
        }
        entry.states().forEach(kept -> leaves.put(kept.name(), meant.result(Kind.UPDATE, kept.name())));
    }

    /** Numbers from -2 to 2, classes or lengths; they become a leaf of the meaning too. */
    private Object drawn(DataInput input) {
        int[] shape = input.type().shape(count);
        int size = Tensor.size(shape);
        if (input.classes() == 0) {
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = random.nextFloat() * 4 - 2;
            }
            leaves.put(input.name(), Meaning.tensor(shape, values));
            return values;
        }
        int least = input.isLengths() ? 1 : 0;
        int[] values = random.ints(size, least, least + input.classes()).toArray();
        leaves.put(
                input.name(),
                new Tensor(shape, Arrays.stream(values).asDoubleStream().toArray()));
        return values;
    }

    private CarriedState state(Method method) {
        try {
            Class<?> type = Arrays.stream(method.getParameterTypes())
                    .filter(CarriedState.class::isAssignableFrom)
                    .findFirst()
                    .orElseThrow();
            return (CarriedState) type.getConstructor(int.class).newInstance(count);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a state of " + method, e);
        }
    }
}
