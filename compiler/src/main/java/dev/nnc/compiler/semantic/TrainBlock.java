package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.model.Augmentation;
import dev.nnc.compiler.ir.model.Stopping;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.constant.Rational;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.NumberLiteral;
import dev.nnc.compiler.syntax.ast.Setting;
import dev.nnc.compiler.syntax.ast.TrainDeclaration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a train block. Without a block, or without an optimizer in it, a model is trained by {@code sgd(rate = 0.01)}. */
final class TrainBlock {
    private static final BigDecimal USUAL_RATE = new BigDecimal("0.01");

    private static final List<String> SETTINGS = List.of(
            "data",
            "optimizer",
            "group",
            "batch",
            "accumulate",
            "epochs",
            "validate",
            "stop",
            "clip",
            "l1",
            "l2",
            "max_norm",
            "average",
            "freeze",
            "augment",
            "seed");

    /** Settings that take several values. */
    private static final Set<String> SEVERAL = Set.of("freeze", "group", "augment");

    /** Settings that may stand more than once. */
    private static final Set<String> REPEATED = Set.of("optimizer", "group");

    private static final Map<String, Builtin<Clip>> CLIPS = Library.index(Clip.all());

    private final Evaluator evaluator;
    private final Context context;
    private final List<String> losses;
    private final List<String> metrics;
    private final Map<String, Setting> once = new LinkedHashMap<>();
    private final OptimizerCalls calls;
    private final Map<String, TrainSettings.Chosen> optimizers = new LinkedHashMap<>();
    private final Groups groups = new Groups();
    private final Frozen frozen = new Frozen();
    private final Augmentations pictures;
    private final List<Augmentation> augmentations = new ArrayList<>();
    private Training training = Training.DEFAULT;
    private Optional<Clip> clip = Optional.empty();
    private final Map<String, Double> penalties = new LinkedHashMap<>();
    private int accumulate = 1;
    private double average;

    /**
     * Settings are worked out in {@code context}, which knows the model's parameters; losses, metrics and inputs are the model's.
     */
    TrainBlock(
            Evaluator evaluator, Context context, List<String> losses, List<String> metrics, Augmentations pictures) {
        this.evaluator = evaluator;
        this.context = context;
        this.calls = new OptimizerCalls(evaluator, context);
        this.losses = losses;
        this.metrics = metrics;
        this.pictures = pictures;
    }

    /** The settings; what is wrong is reported and left at its default. */
    TrainSettings read(Optional<TrainDeclaration> block, Span fallback) {
        block.ifPresent(declared -> declared.settings().forEach(this::read));
        optimizers.computeIfAbsent("", none -> usual(fallback));
        Training read = training.withAugmentations(augmentations);
        return new TrainSettings(
                read, calls, optimizers, groups, penalties, clip, accumulate, average, boundedAt(), frozen);
    }

    private Optional<Span> boundedAt() {
        return penalties.getOrDefault(Penalty.MAX_NORM, 0.0) > 0
                ? Optional.of(once.get(Penalty.MAX_NORM).at())
                : Optional.empty();
    }

    private TrainSettings.Chosen usual(Span at) {
        Expression rate = new NumberLiteral(USUAL_RATE, at);
        List<Argument> arguments = List.of(new Argument.Named(new Identifier("rate", at), rate, at));
        return chosen(new Call(new Identifier("sgd", at), arguments, at));
    }

    private void read(Setting setting) {
        try {
            check(setting);
            if (setting.name().text().equals("group")) {
                addGroup(setting);
                return;
            }
            for (Expression value : setting.values()) {
                set(setting.name().text(), value);
            }
        } catch (Rejection rejection) {
            context.tracing().facts().report(rejection.problem());
        } catch (Abandoned abandoned) {
            // The parameter that it depends on is reported already.
            return;
        }
    }

    private void check(Setting setting) {
        Identifier name = setting.name();
        if (!SETTINGS.contains(name.text())) {
            throw new Rejection(Problem.error("unknown-setting", name.at(), "there is no setting `" + name + "`")
                    .suggest(Suggestions.didYouMean(name.text(), SETTINGS)
                            .or(() -> Optional.of(BuiltinCalls.choices(SETTINGS)))));
        }
        if (!setting.own().isEmpty() && !name.text().equals("group")) {
            throw new Rejection(Problem.error(
                    "settings-within", setting.own().get(0).at(), "`" + name + "` has no settings of its own"));
        }
        if (setting.values().size() > 1 && !SEVERAL.contains(name.text())) {
            throw new Rejection(
                    Problem.error("too-many-values", setting.values().get(1).at(), "`" + name + "` takes one value"));
        }
        Setting earlier = REPEATED.contains(name.text()) ? null : once.putIfAbsent(name.text(), setting);
        if (earlier != null) {
            throw new Rejection(Problem.error("declared-twice", name.at(), "`" + name + "` is set twice")
                    .note(earlier.name().at(), "it is set here first"));
        }
    }

    private void set(String name, Expression value) {
        switch (name) {
            case "data" -> training = training.withData(text(name, value));
            case "augment" -> augmentations.add(named(pictures.at(value.at()), "a way to augment", value));
            case "freeze" -> frozen.add(NamePattern.of(text(name, value), value.at()));
            case "batch" -> training = training.withBatch(size(name, value));
            case "epochs" -> training = training.withEpochs(size(name, value));
            case "validate" -> training = training.withValidate(share(name, value));
            case "accumulate" -> accumulate = size(name, value);
            case "average" -> average = share(name, value);
            case Penalty.L1, Penalty.L2, Penalty.MAX_NORM -> penalties.put(name, positive(name, value));
            case "stop" -> training = training.withStopping(named(stops(), "a rule to stop by", value));
            case "seed" -> training = training.withSeed(seed(value));
            case "clip" -> clip = Optional.of(named(CLIPS, "a way to clip", value));
            default -> addOptimizer(value);
        }
    }

    /** {@code early(patience = 10, watch = loss, better)}. */
    private Map<String, Builtin<Stopping>> stops() {
        List<String> watched = new ArrayList<>(List.of("loss"));
        watched.addAll(metrics);
        return Library.index(List.of(Builtin.of(
                "early",
                call -> new Stopping(
                        call.integer("patience"),
                        call.word("watch"),
                        call.has("better") ? better(call.word("better")) : Stopping.Better.USUAL),
                Formal.size("patience").orElse(10),
                Formal.word("watch", watched.toArray(String[]::new)).orElse("loss"),
                Formal.word("better", "lower", "higher").optional())));
    }

    private static Stopping.Better better(String word) {
        return Stopping.Better.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private <R> R named(Map<String, Builtin<R>> namespace, String what, Expression value) {
        return evaluator.callables().builtins().named(namespace, what, value, context);
    }

    private TrainSettings.Chosen chosen(Expression written) {
        return new TrainSettings.Chosen(written, calls.of(written));
    }

    /** {@code adam(rate = 1e-3, loss = judging)} is for one loss, without {@code loss} for all that have none of their own. */
    private void addOptimizer(Expression value) {
        String loss = "";
        Expression own = value;
        if (value instanceof Call call) {
            List<Argument> others = new ArrayList<>();
            for (Argument argument : call.arguments()) {
                if (argument instanceof Argument.Named named
                        && named.name().text().equals("loss")) {
                    loss = loss(named.value());
                } else {
                    others.add(argument);
                }
            }
            own = new Call(call.callee(), others, call.at());
        }
        if (optimizers.containsKey(loss)) {
            throw new Rejection(Problem.error(
                            "declared-twice",
                            value.at(),
                            loss.isEmpty() ? "`optimizer` is set twice" : "the loss `" + loss + "` has two optimizers")
                    .suggest("with several losses, say which is for which: `" + callee(value) + "(..., loss = NAME)`"));
        }
        optimizers.put(loss, chosen(own));
    }

    private void addGroup(Setting setting) {
        List<NamePattern> patterns = new ArrayList<>();
        for (Expression value : setting.values()) {
            patterns.add(NamePattern.of(text("group", value), value.at()));
        }
        if (setting.own().isEmpty()) {
            throw new Rejection(Problem.error("empty-group", setting.at(), "this group sets nothing")
                    .suggest("say what is different for its weights, as in `{ decay 0 }`"));
        }
        for (Setting own : setting.own()) {
            if (own.values().size() > 1) {
                throw new Rejection(Problem.error(
                        "too-many-values", own.values().get(1).at(), "`" + own.name() + "` takes one value"));
            }
        }
        List<Setting> own = new ArrayList<>();
        Map<String, Double> ownPenalties = new LinkedHashMap<>();
        for (Setting some : setting.own()) {
            String name = some.name().text();
            if (Penalty.NAMES.contains(name)) {
                ownPenalties.put(name, positive(name, some.values().get(0)));
            } else {
                own.add(some);
            }
        }
        groups.add(new Group(groups.nextName(), patterns, own, ownPenalties, setting.at()));
    }

    private static String callee(Expression value) {
        return value instanceof Call call ? call.callee().text() : value.at().text();
    }

    private String loss(Expression value) {
        String name = value instanceof Name written ? written.text() : "";
        if (!losses.contains(name)) {
            throw new Rejection(Problem.error(
                            "unknown-loss",
                            value.at(),
                            "there is no loss `" + value.at().text() + "`")
                    .suggest(Suggestions.didYouMean(name, losses)));
        }
        return name;
    }

    private String text(String name, Expression value) {
        return Constants.text("`" + name + "`", evaluator.evaluate(value, context), value.at());
    }

    private int size(String name, Expression value) {
        return Constants.size("`" + name + "`", evaluator.evaluate(value, context), value.at());
    }

    private double share(String name, Expression value) {
        double share = number(name, value);
        if (share < 0 || share >= 1) {
            throw outOfRange("`" + name + "` must be at least 0 and below 1", value);
        }
        return share;
    }

    private double positive(String name, Expression value) {
        double number = number(name, value);
        if (number < 0) {
            throw outOfRange("`" + name + "` must be at least 0", value);
        }
        return number;
    }

    private double number(String name, Expression value) {
        return Constants.real("`" + name + "`", evaluator.evaluate(value, context), value.at());
    }

    private static Rejection outOfRange(String what, Expression value) {
        return new Rejection(Problem.error(
                "out-of-range", value.at(), what + ", but is " + value.at().text()));
    }

    private long seed(Expression value) {
        Rational seed = Constants.number("`seed`", evaluator.evaluate(value, context), value.at());
        BigInteger whole = seed.numerator();
        if (!seed.isWhole() || whole.bitLength() > 63) {
            throw new Rejection(Problem.error(
                    "bad-seed", value.at(), "`seed` must be a whole number of at most 63 bits, but is " + seed));
        }
        return whole.longValueExact();
    }
}
