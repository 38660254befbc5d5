package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.plan.prepare.AffineView.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes convolutions as contractions over views of their windows: {@code bhwyxc,ocyx->bhwo} sums over the elements y, x of
 * the kernel and the channels c, at the places h, w.
 */
final class Convolutions {
    private static final String PLACES = "hwd";
    private static final String ELEMENTS = "yxz";

    private final ChannelsInnermost graph;
    private final Winograd winograd;

    Convolutions(ChannelsInnermost graph) {
        this.graph = graph;
        winograd = new Winograd(graph);
    }

    /** The channels of one group as letters of a contraction, and how many groups there are. */
    private record Channels(int groups, int perGroup, String letter) {
        String letters() {
            return (groups > 1 ? "g" : "") + (perGroup > 1 || groups == 1 ? letter : "");
        }

        List<Axis> axes() {
            List<Axis> axes = new ArrayList<>();
            letters().chars().forEach(at -> axes.add(Axis.of(at == 'g' ? groups : perGroup)));
            return axes;
        }
    }

    /** How a view's index along one axis of space follows from the place and the element of the kernel. */
    private record Slide(int start, int perPlace, int perElement) {}

    /** The convolution of an input {@code [b,c,space..]} with a kernel {@code [o,c/groups,size..]}. */
    Arranged forward(Window window, TensorType output, Arranged input, int kernel) {
        int rank = window.rank();
        List<Axis> size = graph.type(kernel).axes().subList(2, 2 + rank);
        Channels in = new Channels(window.groups(), graph.type(kernel).axis(1).extent(1), "c");
        Channels out = outputChannels(window, graph.type(kernel));
        List<Axis> places = output.axes().subList(2, 2 + rank);
        if (isInPlanes(window, input, out, places)) {
            return inPlanes(window, input, kernel, places);
        } else if (Winograd.pays(window, graph.type(kernel), places)) {
            return winograd.forward(padded(window, winograd.innermost(input)), kernel);
        }
        int windows = windows(window, padded(window, input), places, size, in);
        String left = windowLetters(input, rank, in);
        String result = "b" + PLACES.substring(0, rank) + out.letters();
        return join(contract(left, kernelLetters(in, out, rank), result, windows, kernel(kernel, in, out, false)), out);
    }

    /** Whether lanes run along the places: those of the input are neighbours as well, and the window goes to the next one. */
    private static boolean isInPlanes(Window window, Arranged input, Channels out, List<Axis> places) {
        return window.groups() == 1
                && window.stride().get(window.rank() - 1) == 1
                && input.isPlain()
                && Planes.pay(out.perGroup(), places);
    }

    /** The convolution with a plane for each channel: {@code ocyx,bhcyxw->bohw}. */
    private Arranged inPlanes(Window window, Arranged input, int kernel, List<Axis> places) {
        List<Axis> size = graph.type(kernel).axes().subList(1, 4);
        int windows = lines(window, padded(window, graph.together(input)), places, size);
        int planes = graph.put(new Contraction("ocyx", "bhcyxw", "bohw"), kernel, windows);
        return new Arranged(planes, Arranged.plainOrder(4));
    }

    /** The view {@code [b,h,c,y,x,w]} of planes, in which vectors run along the places of a line. */
    private int lines(Window window, Arranged planes, List<Axis> places, List<Axis> size) {
        List<Axis> axes = new ArrayList<>(List.of(graph.type(planes.value()).axis(0), places.get(0)));
        axes.addAll(size);
        axes.add(places.get(1));
        List<Source> sources = List.of(
                new Source(0, List.of(1, 0, 0, 0, 0, 0)),
                new Source(0, List.of(0, 0, 1, 0, 0, 0)),
                new Source(
                        0,
                        List.of(0, window.stride().get(0), 0, window.dilation().get(0), 0, 0)),
                new Source(0, List.of(0, 0, 0, 0, window.dilation().get(1), 1)));
        return graph.put(new AffineView(axes, sources), planes.value());
    }

    private static Channels outputChannels(Window window, TensorType kernel) {
        return new Channels(window.groups(), kernel.axis(0).extent(1) / window.groups(), "o");
    }

    /** The gradient of the kernel {@code [o,c/groups,size..]}, from the input and the adjoint of the output. */
    Arranged toWeight(Window window, TensorType kernel, Arranged input, Arranged adjoint) {
        int rank = window.rank();
        Channels in = new Channels(window.groups(), kernel.axis(1).extent(1), "c");
        Channels out = outputChannels(window, kernel);
        List<Axis> places = spaceOf(adjoint, rank);
        if (adjoint.isPlain() && isInPlanes(window, input, out, places)) {
            return alongPlanes(window, kernel, input, adjoint, places);
        } else if (Winograd.pays(window, kernel, places)) {
            return winograd.toWeight(padded(window, winograd.innermost(input)), adjoint);
        }
        int windows =
                windows(window, padded(window, input), places, kernel.axes().subList(2, 2 + rank), in);
        String left = windowLetters(input, rank, in);
        Arranged split = split(adjoint, out);
        String own = in.letters().replace("g", "");
        String result = ELEMENTS.substring(0, rank) + own + out.letters();
        int gradient = contract(left, lettersOf(split, out, rank), result, windows, split.value());
        List<Integer> order =
                new ArrayList<>(IntStream.range(2, 2 + rank).boxed().toList());
        order.addAll(List.of(1, 0));
        List<Axis> axes = order.stream().map(kernel::axis).toList();
        boolean whole = graph.type(gradient).axes().equals(axes);
        return new Arranged(whole ? gradient : graph.put(new Reshape(axes), gradient), order);
    }

    /** The gradient of the kernel of planes, summed along their lines: {@code bhcyxw,bohw->cyxo}. */
    private Arranged alongPlanes(
            Window window, TensorType kernel, Arranged input, Arranged adjoint, List<Axis> places) {
        List<Axis> size = kernel.axes().subList(1, 4);
        int windows = lines(window, padded(window, graph.together(input)), places, size);
        return new Arranged(contract("bhcyxw", "bohw", "cyxo", windows, adjoint.value()), List.of(1, 2, 3, 0));
    }

    /** The gradient of planes {@code [b,c,h,w]}. */
    Arranged toPlanes(Window window, TensorType input, Arranged adjoint, int kernel) {
        Arranged gradient = toInput(window, input, adjoint, kernel);
        List<Integer> order = Arranged.plainOrder(input.rank());
        Node node = graph.node(gradient.value());
        if (node.op() instanceof SpreadProduct spread) {
            SpreadProduct.Line line = new SpreadProduct.Line(1, input.axis(3).extent(1));
            return new Arranged(graph.put(spread.inPlanes(line), node.input(0), node.input(1)), order);
        }
        return new Arranged(graph.inOrder(gradient, order), order);
    }

    /** The gradient of the input {@code [b,c,space..]}: a convolution of the spread adjoint with the kernel from behind. */
    Arranged toInput(Window window, TensorType input, Arranged adjoint, int kernel) {
        int rank = window.rank();
        TensorType kernelType = graph.type(kernel);
        Channels in = new Channels(window.groups(), kernelType.axis(1).extent(1), "c");
        Channels out = outputChannels(window, kernelType);
        if (Spreading.pays(window, input, kernelType, spaceOf(adjoint, rank))) {
            return new Spreading(graph).toInput(window, input, adjoint, kernel);
        }
        int axes = rank + 2;
        List<Integer> before = new ArrayList<>(Collections.nCopies(axes, 0));
        List<Integer> after = new ArrayList<>(before);
        List<Integer> steps = new ArrayList<>(Collections.nCopies(axes, 1));
        List<Slide> slides = new ArrayList<>();
        List<Axis> places = spaceOf(adjoint, rank);
        for (int i = 0; i < rank; i++) {
            int reach =
                    (kernelType.axis(i + 2).extent(1) - 1) * window.dilation().get(i);
            int lead = reach - window.before().get(i);
            int stride = window.stride().get(i);
            int spread = (places.get(i).extent(1) - 1) * stride + 1;
            int start = Math.max(0, -lead);
            before.set(i + 2, Math.max(0, lead));
            int end = start + input.axis(i + 2).extent(1) + reach;
            after.set(i + 2, Math.max(0, end - Math.max(0, lead) - spread));
            steps.set(i + 2, stride);
            slides.add(new Slide(start, 1, window.dilation().get(i)));
        }
        List<Axis> space = input.axes().subList(2, 2 + rank);
        if (Winograd.pays(window, kernelType, space)) {
            return winograd.toInput(pad(winograd.innermost(adjoint), before, after, steps), kernel);
        }
        Arranged spread = pad(adjoint, before, after, steps);
        List<Axis> size = kernelType.axes().subList(2, 2 + rank);
        int windows = view(spread, space, size, out, slides);
        String left = windowLetters(spread, rank, out);
        String result = "b" + PLACES.substring(0, rank) + in.letters();
        return join(contract(left, kernelLetters(in, out, rank), result, windows, kernel(kernel, in, out, true)), in);
    }

    private int contract(String left, String right, String out, int windows, int other) {
        return graph.put(new Contraction(left, right, out), windows, other);
    }

    private List<Axis> spaceOf(Arranged value, int rank) {
        TensorType type = graph.type(value.value());
        return IntStream.range(2, 2 + rank)
                .mapToObj(axis -> type.axis(value.order().indexOf(axis)))
                .toList();
    }

    private Arranged padded(Window window, Arranged input) {
        List<Integer> before = new ArrayList<>(List.of(0, 0));
        List<Integer> after = new ArrayList<>(List.of(0, 0));
        before.addAll(window.before());
        after.addAll(window.after());
        return pad(input, before, after, Collections.nCopies(before.size(), 1));
    }

    /** Zeros around and between the elements of a value, given along the axes of the graph. */
    private Arranged pad(Arranged input, List<Integer> before, List<Integer> after, List<Integer> steps) {
        List<Integer> order = input.order();
        ZeroPad pad = new ZeroPad(
                order.stream().map(before::get).toList(),
                order.stream().map(after::get).toList(),
                order.stream().map(steps::get).toList());
        boolean nothing = IntStream.range(0, order.size()).allMatch(pad::keeps);
        return nothing
                ? input
                : new Arranged(graph.put(pad, graph.together(input).value()), order);
    }

    private int windows(Window window, Arranged padded, List<Axis> places, List<Axis> size, Channels channels) {
        List<Slide> slides = IntStream.range(0, window.rank())
                .mapToObj(i ->
                        new Slide(0, window.stride().get(i), window.dilation().get(i)))
                .toList();
        return view(padded, places, size, channels, slides);
    }

    /** The letters of a view of windows: what is nearest in memory is innermost, and summed first. */
    private static String windowLetters(Arranged value, int rank, Channels channels) {
        String front = "b" + PLACES.substring(0, rank);
        String elements = ELEMENTS.substring(0, rank);
        return value.isPlain() ? front + channels.letters() + elements : front + elements + channels.letters();
    }

    /**
     * The view {@code [b,places..,size..,channels]} of a value, or {@code [b,places..,channels,size..]} of one in the graph's
     * order; without {@code size} it sees each place once.
     */
    private int view(Arranged value, List<Axis> places, List<Axis> size, Channels channels, List<Slide> slides) {
        int rank = slides.size();
        List<Axis> axes = new ArrayList<>();
        axes.add(graph.type(value.value()).axis(0));
        axes.addAll(places);
        int elementsAt = axes.size() + (value.isPlain() ? channels.axes().size() : 0);
        int channelsAt = axes.size() + (value.isPlain() ? 0 : size.size());
        axes.addAll(value.isPlain() ? channels.axes() : size);
        axes.addAll(value.isPlain() ? size : channels.axes());
        List<Source> sources = new ArrayList<>();
        for (int axis : value.order()) {
            List<Integer> steps = new ArrayList<>(Collections.nCopies(axes.size(), 0));
            int start = 0;
            if (axis == 0) {
                steps.set(0, 1);
            } else if (axis == 1) {
                setChannels(steps, channelsAt, channels);
            } else {
                Slide slide = slides.get(axis - 2);
                int apart = axis == rank + 1 ? value.apart() : 1;
                start = slide.start() * apart;
                steps.set(axis - 1, slide.perPlace() * apart);
                if (!size.isEmpty()) {
                    steps.set(elementsAt + axis - 2, slide.perElement() * apart);
                }
            }
            sources.add(new Source(start, steps));
        }
        return graph.put(new AffineView(axes, sources), value.value());
    }

    /** A channel is the group's number times the channels of a group, and the number within the group. */
    private static void setChannels(List<Integer> steps, int first, Channels channels) {
        String letters = channels.letters();
        for (int i = 0; i < letters.length(); i++) {
            steps.set(first + i, letters.charAt(i) == 'g' ? channels.perGroup() : 1);
        }
    }

    private static String kernelLetters(Channels in, Channels out, int rank) {
        String own = in.letters().replace("g", "");
        return out.letters() + own + ELEMENTS.substring(0, rank);
    }

    /** A kernel {@code [o,c,size..]} with its output channels by group, from the last element to the first if wanted. */
    private int kernel(int kernel, Channels in, Channels out, boolean fromBehind) {
        TensorType type = graph.type(kernel);
        List<Axis> axes = new ArrayList<>(out.axes());
        boolean ownChannels = !in.letters().replace("g", "").isEmpty();
        if (ownChannels) {
            axes.add(type.axis(1));
        }
        int space = axes.size();
        axes.addAll(type.axes().subList(2, type.rank()));
        if (!fromBehind && axes.equals(type.axes())) {
            return kernel;
        }
        List<Source> sources = new ArrayList<>();
        for (int axis = 0; axis < type.rank(); axis++) {
            List<Integer> steps = new ArrayList<>(Collections.nCopies(axes.size(), 0));
            int start = 0;
            if (axis == 0) {
                setChannels(steps, 0, out);
            } else if (axis == 1 && ownChannels) {
                steps.set(space - 1, 1);
            } else if (axis > 1) {
                start = fromBehind ? type.axis(axis).extent(1) - 1 : 0;
                steps.set(space + axis - 2, fromBehind ? -1 : 1);
            }
            sources.add(new Source(start, steps));
        }
        return graph.put(new AffineView(axes, sources), kernel);
    }

    /** A value {@code [b,o,places..]} with its channels by group, as it is where there is one group. */
    private Arranged split(Arranged value, Channels channels) {
        if (channels.groups() == 1 || channels.perGroup() == 1) {
            return value;
        }
        int rank = value.order().size() - 2;
        List<Slide> slides = Collections.nCopies(rank, new Slide(0, 1, 0));
        int view = view(value, spaceOf(value, rank), List.of(), channels, slides);
        return new Arranged(view, List.of());
    }

    private static String lettersOf(Arranged value, Channels channels, int rank) {
        String places = PLACES.substring(0, rank);
        if (value.order().isEmpty()) {
            return "b" + places + channels.letters();
        }
        StringBuilder letters = new StringBuilder();
        String plain = "b" + channels.letters() + places;
        value.order().forEach(axis -> letters.append(plain.charAt(axis)));
        return letters.toString();
    }

    /** The value {@code [b,places..,channels]} of a contraction, with the channels of all groups as one axis. */
    private Arranged join(int value, Channels channels) {
        TensorType type = graph.type(value);
        int rank = type.rank() - 1 - channels.letters().length();
        List<Axis> axes = new ArrayList<>(type.axes().subList(0, 1 + rank));
        axes.add(Axis.of(channels.groups() * channels.perGroup()));
        int joined = type.axes().equals(axes) ? value : graph.put(new Reshape(axes), value);
        List<Integer> order = new ArrayList<>(List.of(0));
        IntStream.range(2, 2 + rank).forEach(order::add);
        order.add(1);
        return new Arranged(joined, order);
    }
}
