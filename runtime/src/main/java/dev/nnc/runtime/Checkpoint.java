package dev.nnc.runtime;

import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads checkpoints: a file of weights, with optimizer slots and the best weights as further tensors, all in logical
 * layout, and steps, settings, seed, position and the fingerprint of the data as metadata.
 */
final class Checkpoint {

    private static final String SLOT = Weights.RESERVED + "optimizer.";
    private static final String BEST = Weights.RESERVED + "best.";
    private static final String SETTING = Weights.RESERVED + "setting.";
    private static final String STEPS = Weights.RESERVED + "steps.";
    private static final String WAITING = Weights.RESERVED + "waiting.";
    private static final String PLATEAU = Weights.RESERVED + "plateau.";
    private static final String SEED = Weights.RESERVED + "seed";
    private static final String EPOCH = Weights.RESERVED + "epoch";
    private static final String OFFSET = Weights.RESERVED + "offset";
    private static final String LOSS_SUM = Weights.RESERVED + "loss_sum";
    private static final String EXAMPLES = Weights.RESERVED + "examples";
    private static final String HASH = EXAMPLES + ".";
    private static final String BEST_EPOCH = BEST + "epoch";
    private static final String BEST_VALUE = BEST + "value";

    private final Trainer trainer;
    private final Signature signature;
    private final Path path;
    private final Safetensors file;

    private Checkpoint(Trainer trainer, Path path, Safetensors file) {
        this.trainer = trainer;
        this.signature = trainer.signature();
        this.path = path;
        this.file = file;
    }

    /** What one slot of one phase's optimizer is called, and how far its array is shifted against the parameters. */
    private record Slot(String prefix, int shift, List<TensorSpec> tensors) {}

    static void write(Trainer trainer, Path path) throws IOException {
        new Checkpoint(trainer, path, trainer.network.contents()).write();
    }

    private void write() throws IOException {
        Map<String, String> facts = file.metadata();
        Trainer.Position position = trainer.position();
        facts.put(SEED, Long.toString(trainer.seed()));
        facts.put(EPOCH, Integer.toString(position.epoch()));
        facts.put(OFFSET, Integer.toString(position.offset()));
        facts.put(LOSS_SUM, Double.toString(position.lossSum()));
        trainer.data().ifPresent(data -> {
            facts.put(EXAMPLES, Integer.toString(data.examples()));
            data.hashes().forEach((slot, hash) -> facts.put(HASH + slot, Long.toString(hash)));
        });
        facts.put(BEST_EPOCH, Integer.toString(trainer.best().epoch()));
        facts.put(BEST_VALUE, Double.toString(trainer.best().value()));
        for (int p = 0; p < signature.phases().size(); p++) {
            facts.put(STEPS + phase(p).name(), Long.toString(trainer.steps[p]));
            if (phase(p).accumulate() > 1) {
                facts.put(WAITING + phase(p).name(), Integer.toString(trainer.waiting[p]));
            }
            String watched = PLATEAU + phase(p).name();
            trainer.plateau(p).ifPresent(plateau -> {
                facts.put(watched + ".best", Double.toString(plateau.best()));
                facts.put(watched + ".worse", Integer.toString(plateau.worse()));
                facts.put(watched + ".cooling", Integer.toString(plateau.cooling()));
            });
            for (int s = 0; s < phase(p).settings().size(); s++) {
                facts.put(settingKey(p, s), Double.toString(trainer.settings[signature.settingOffset(p) + s]));
            }
            for (int s = 0; s < phase(p).slots().size(); s++) {
                Slot slot = slot(p, s);
                slot.tensors().forEach(t -> Weights.put(file, slot.prefix(), t, trainer.state, slot.shift()));
            }
        }
        if (trainer.best().epoch() > 0) {
            signature
                    .tensors()
                    .forEach(t -> Weights.put(file, BEST, t, trainer.best().kept(), 0));
        }
        file.write(path);
    }

    static void read(Trainer trainer, Path path) throws IOException {
        Checkpoint checkpoint = new Checkpoint(trainer, path, Safetensors.read(path));
        checkpoint.check();
        checkpoint.restore();
    }

    /** Finds everything that could fail, before anything is changed. */
    private void check() throws WeightsException {
        Weights.check(file, path, signature);
        if (!file.metadata().containsKey(SEED)) {
            throw new WeightsException(path + " holds weights alone, not a checkpoint to resume from");
        }
        integer(SEED);
        integer(EPOCH);
        integer(OFFSET);
        number(LOSS_SUM);
        number(BEST_VALUE);
        data();
        for (int p = 0; p < signature.phases().size(); p++) {
            integer(STEPS + phase(p).name());
            waiting(p);
            if (phase(p).plateau().isPresent()) {
                number(PLATEAU + phase(p).name() + ".best");
                integer(PLATEAU + phase(p).name() + ".worse");
                integer(PLATEAU + phase(p).name() + ".cooling");
            }
            for (int s = 0; s < phase(p).settings().size(); s++) {
                number(settingKey(p, s));
            }
            for (int s = 0; s < phase(p).slots().size(); s++) {
                Slot slot = slot(p, s);
                Weights.checkPrefixed(file, path, slot.prefix(), slot.tensors());
            }
        }
        if (integer(BEST_EPOCH) > 0) {
            Weights.checkPrefixed(file, path, BEST, signature.tensors());
        }
    }

    private void restore() throws WeightsException {
        trainer.network.take(file);
        trainer.setSeed(integer(SEED));
        trainer.setPosition((int) integer(EPOCH), (int) integer(OFFSET), number(LOSS_SUM));
        for (int p = 0; p < signature.phases().size(); p++) {
            trainer.steps[p] = integer(STEPS + phase(p).name());
            trainer.waiting[p] = waiting(p);
            if (phase(p).plateau().isPresent()) {
                String watched = PLATEAU + phase(p).name();
                trainer.plateau(p)
                        .orElseThrow()
                        .goOn(number(watched + ".best"), (int) integer(watched + ".worse"), (int)
                                integer(watched + ".cooling"));
            }
            trainer.setSchedule(p, null);
            for (int s = 0; s < phase(p).settings().size(); s++) {
                trainer.settings[signature.settingOffset(p) + s] = number(settingKey(p, s));
            }
            for (int s = 0; s < phase(p).slots().size(); s++) {
                Slot slot = slot(p, s);
                slot.tensors().forEach(t -> Weights.take(file, slot.prefix(), t, trainer.state, slot.shift()));
            }
        }
        trainer.setData(data());
        trainer.best().reset((int) integer(BEST_EPOCH), number(BEST_VALUE));
        if (trainer.best().epoch() > 0) {
            signature
                    .tensors()
                    .forEach(t -> Weights.take(file, BEST, t, trainer.best().kept(), 0));
        }
    }

    /** Which examples it is about; null where no training loop ran. */
    private DataFingerprint data() throws WeightsException {
        if (!file.metadata().containsKey(EXAMPLES)) {
            return null;
        }
        Map<String, Long> hashes = new HashMap<>();
        for (String key : file.metadata().keySet()) {
            if (key.startsWith(HASH)) {
                hashes.put(key.substring(HASH.length()), integer(key));
            }
        }
        return new DataFingerprint((int) integer(EXAMPLES), hashes);
    }

    private int waiting(int p) throws WeightsException {
        return phase(p).accumulate() > 1 ? (int) integer(WAITING + phase(p).name()) : 0;
    }

    private PhaseSpec phase(int p) {
        return signature.phases().get(p);
    }

    private String settingKey(int p, int setting) {
        return SETTING + phase(p).name() + "."
                + phase(p).settings().get(setting).name();
    }

    private Slot slot(int p, int slot) {
        PhaseSpec phase = phase(p);
        int begin = signature.stateOffset(p) + slot * (phase.to() - phase.from());
        return new Slot(
                SLOT + phase.name() + "." + phase.slots().get(slot) + ".",
                begin - phase.from(),
                signature.trainable(p));
    }

    private long integer(String key) throws WeightsException {
        try {
            return Long.parseLong(fact(key));
        } catch (NumberFormatException e) {
            throw new WeightsException(
                    path + " is a broken checkpoint: " + key + " is " + fact(key) + ", not a whole number");
        }
    }

    private double number(String key) throws WeightsException {
        try {
            return Double.parseDouble(fact(key));
        } catch (NumberFormatException e) {
            throw new WeightsException(
                    path + " is a broken checkpoint: " + key + " is " + fact(key) + ", not a number");
        }
    }

    private String fact(String key) throws WeightsException {
        String value = file.metadata().get(key);
        if (value == null) {
            throw new WeightsException(path + " is a checkpoint of another optimizer: it lacks " + key);
        }
        return value;
    }
}
