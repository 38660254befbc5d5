package dev.nnc.runtime.safetensors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a file, checked: every tensor's type, shape and place, and that the places cover the data without overlaps and
 * holes.
 *
 * @param entries the tensors, in the header's order
 * @param metadata text by key
 */
record Header(List<Entry> entries, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";

    /**
     * A tensor's description.
     *
     * @param begin its first byte, counted from the end of the header
     * @param end one past its last
     */
    record Entry(String name, Dtype dtype, int[] shape, long begin, long end) {
        int length() {
            return (int) ((end - begin) / dtype.bytes());
        }
    }

    /** Makes sense of a header's JSON, over {@code dataBytes} bytes of data. */
    static Header of(Object json, long dataBytes) throws Json.Malformed {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<?, ?> member : map("the header", json).entrySet()) {
            String name = (String) member.getKey();
            if (name.equals(METADATA)) {
                readMetadata(member.getValue(), metadata);
            } else {
                entries.add(entry(name, map("tensor " + name, member.getValue())));
            }
        }
        checkPlaces(entries, dataBytes);
        return new Header(entries, metadata);
    }

    private static void readMetadata(Object json, Map<String, String> metadata) throws Json.Malformed {
        for (Map.Entry<?, ?> fact : map(METADATA, json).entrySet()) {
            if (!(fact.getValue() instanceof String value)) {
                throw new Json.Malformed(METADATA + " has a value that is no string: " + fact.getKey());
            }
            metadata.put((String) fact.getKey(), value);
        }
    }

    private static Entry entry(String name, Map<?, ?> fields) throws Json.Malformed {
        for (Object field : fields.keySet()) {
            if (!List.of("dtype", "shape", "data_offsets").contains(field)) {
                throw new Json.Malformed("tensor " + name + " has an unknown field " + field);
            }
        }
        Dtype dtype = Dtype.named(String.valueOf(fields.get("dtype")));
        if (dtype == null) {
            throw new Json.Malformed(
                    "tensor " + name + " is of type " + fields.get("dtype") + "; F32, F64, I32 and I64 are read");
        }
        List<Long> shape = integers(name, "shape", fields.get("shape"));
        List<Long> places = integers(name, "data_offsets", fields.get("data_offsets"));
        if (places.size() != 2) {
            throw new Json.Malformed("tensor " + name + " has " + places.size() + " data_offsets, not 2");
        }
        Entry entry = new Entry(name, dtype, shape(name, shape), places.get(0), places.get(1));
        checkBytes(entry, shape);
        return entry;
    }

    private static int[] shape(String name, List<Long> sizes) throws Json.Malformed {
        int[] shape = new int[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (sizes.get(i) < 0 || sizes.get(i) > Integer.MAX_VALUE) {
                throw new Json.Malformed("tensor " + name + " has an axis of " + sizes.get(i));
            }
            shape[i] = sizes.get(i).intValue();
        }
        return shape;
    }

    private static void checkBytes(Entry entry, List<Long> shape) throws Json.Malformed {
        long elements = 1;
        for (long axis : shape) {
            elements = axis == 0 ? 0 : elements * axis;
            if (elements > Integer.MAX_VALUE - 8) {
                throw new Json.Malformed("tensor " + entry.name() + " of shape " + shape + " is too large");
            }
        }
        long bytes = elements * entry.dtype().bytes();
        if (entry.end() - entry.begin() != bytes || entry.begin() < 0) {
            throw new Json.Malformed("tensor " + entry.name() + " of shape " + shape + " and type " + entry.dtype()
                    + " needs " + bytes + " bytes, but its data_offsets are " + entry.begin() + " and " + entry.end());
        }
    }

    private static void checkPlaces(List<Entry> entries, long dataBytes) throws Json.Malformed {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long next = 0;
        String before = "the header";
        for (Entry entry : sorted) {
            if (entry.begin() < next) {
                throw new Json.Malformed("tensors " + before + " and " + entry.name() + " overlap");
            }
            if (entry.begin() > next) {
                throw new Json.Malformed("bytes " + next + " to " + entry.begin() + " of the data belong to no tensor");
            }
            next = entry.end();
            before = entry.name();
        }
        if (next != dataBytes) {
            throw new Json.Malformed("the tensors need " + next + " bytes of data, but there are " + dataBytes);
        }
    }

    private static Map<?, ?> map(String what, Object json) throws Json.Malformed {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new Json.Malformed(what + " is no object");
    }

    private static List<Long> integers(String tensor, String field, Object json) throws Json.Malformed {
        if (!(json instanceof List<?> values)) {
            throw new Json.Malformed("tensor " + tensor + " has no " + field);
        }
        List<Long> integers = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof Long integer)) {
                throw new Json.Malformed("tensor " + tensor + " has a " + field + " that is no list of whole numbers");
            }
            integers.add(integer);
        }
        return integers;
    }
}
