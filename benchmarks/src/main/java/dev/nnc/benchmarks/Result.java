package dev.nnc.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was measured of a system on a workload: one line of JSON, with the names that {@code benchmarks/README.md} explains. */
final class Result {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> fields;

    private Result(Map<String, Object> fields) {
        this.fields = fields;
    }

    Result(String system, String workload, int threads) {
        this(new LinkedHashMap<>());
        fields.put("system", system);
        fields.put("workload", workload);
        fields.put("threads", threads);
    }

    /** Reads a line. */
    static Result parse(String line) {
        return new Result(JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    /** Adds a number, to three places behind the point. */
    void put(String name, double number) {
        fields.put(name, Math.rint(number * 1000) / 1000);
    }

    /** Adds a text. */
    void put(String name, String text) {
        fields.put(name, text);
    }

    /** The number of this name; empty when it was not measured. */
    OptionalDouble number(String name) {
        return fields.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** The text of this name; empty when there is none. */
    String text(String name) {
        return fields.getOrDefault(name, "").toString();
    }

    @Override
    public String toString() {
        return JSON.writeValueAsString(fields);
    }
}
