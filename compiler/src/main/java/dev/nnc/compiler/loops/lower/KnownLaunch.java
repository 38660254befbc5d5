package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The launch of a region, in the numbers of its signature, so that it can be repeated for an equal one.
 *
 * @param kernel its name
 * @param sources what is passed to it
 * @param split how its work is divided
 * @param names the nodes whose names were asked for, in that order
 * @param numbers the nodes of rank 0 that were asked for, in that order
 * @param sameNumbers for each of these, the first that is the same number
 * @param scratchFloats floats of the worker's scratch
 * @param usesIndex whether it reads the places of lanes
 */
record KnownLaunch(
        String kernel,
        List<Source> sources,
        Step.Split split,
        List<Integer> names,
        List<Integer> numbers,
        List<Integer> sameNumbers,
        int scratchFloats,
        boolean usesIndex) {

    /** Where an argument comes from. */
    private sealed interface Source {
        /** A place of the signature. */
        record Place(int number) implements Source {}

        /** One of the numbers of rank 0 that were asked for. */
        record Number(int number) implements Source {}

        /** What is the same for all equal regions. */
        record Same(Step.Argument argument) implements Source {}
    }

    /** A region's launch; empty where something in it does not follow from the region's signature. */
    static Optional<KnownLaunch> of(Step.Launch launch, RegionSignature signature, Requests requests) {
        List<Scalar> scalars = List.copyOf(requests.numbers().values());
        List<Optional<Source>> sources = launch.arguments().stream()
                .map(argument -> source(argument, signature, scalars))
                .toList();
        List<Optional<Integer>> names =
                requests.names().stream().map(signature::numberOf).toList();
        List<Optional<Integer>> numbers =
                requests.numbers().keySet().stream().map(signature::numberOf).toList();
        if (!allKnown(sources) || !allKnown(names) || !allKnown(numbers)) {
            return Optional.empty();
        }
        return Optional.of(new KnownLaunch(
                launch.kernel(),
                values(sources),
                launch.split(),
                values(names),
                values(numbers),
                same(scalars),
                requests.scratchFloats(),
                requests.usesIndex()));
    }

    private static <T> boolean allKnown(List<Optional<T>> list) {
        return list.stream().allMatch(Optional::isPresent);
    }

    private static <T> List<T> values(List<Optional<T>> list) {
        return list.stream().map(Optional::get).toList();
    }

    private static Optional<Source> source(Step.Argument argument, RegionSignature signature, List<Scalar> scalars) {
        if (argument instanceof Step.Argument.Value value) {
            return Optional.of(new Source.Number(scalars.indexOf(value.scalar())));
        } else if (argument instanceof Step.Argument.Place place && !isShared(place.space())) {
            return signature.numberOf(place).map(Source.Place::new);
        }
        return Optional.of(new Source.Same(argument));
    }

    /** Whether every kernel finds the same there. */
    private static boolean isShared(Space space) {
        return space instanceof Space.Scratch || space instanceof Space.Index || space instanceof Space.Table;
    }

    private static List<Integer> same(List<Scalar> scalars) {
        return scalars.stream().map(scalars::indexOf).toList();
    }

    /** The launch of an equal region; empty where numbers are the same that were not, or the other way around. */
    Optional<Step.Launch> again(ProgramContext program, Region region, RegionSignature signature) {
        names.forEach(name -> program.name(signature.nodes().get(name)));
        List<Scalar> scalars = numbers.stream()
                .map(number -> program.scalar(signature.nodes().get(number)))
                .toList();
        if (!same(scalars).equals(sameNumbers)) {
            return Optional.empty();
        }
        List<Step.Argument> arguments = new ArrayList<>();
        for (Source source : sources) {
            arguments.add(argument(source, signature, scalars));
        }
        if (scratchFloats > 0) {
            program.scratch(scratchFloats);
        }
        if (usesIndex) {
            program.index();
        }
        return Optional.of(program.launch(kernel, arguments, region, split));
    }

    private static Step.Argument argument(Source source, RegionSignature signature, List<Scalar> scalars) {
        if (source instanceof Source.Place place) {
            return signature.places().get(place.number());
        } else if (source instanceof Source.Number number) {
            return new Step.Argument.Value(scalars.get(number.number()));
        }
        return ((Source.Same) source).argument();
    }
}
