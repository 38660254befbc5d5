package dev.nnc.cli.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one line. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** An object's line. Numbers that are not finite, which JSON does not know, become {@code null}. */
    public static String line(Map<String, ?> object) {
        Map<String, Object> clean = new LinkedHashMap<>();
        object.forEach((key, value) -> clean.put(key, finite(value)));
        return MAPPER.writeValueAsString(clean);
    }

    /** A list of texts. */
    public static String list(List<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }

    /**
     * Reads a list of texts.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static List<String> readList(String json) {
        try {
            return List.of(MAPPER.readValue(json, String[].class));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("no JSON list of texts: " + json, malformed);
        }
    }

    private static Object finite(Object value) {
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }
}
