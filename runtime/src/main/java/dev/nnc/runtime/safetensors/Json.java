package dev.nnc.runtime.safetensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the part of JSON that a safetensors header is made of: objects (as ordered maps), arrays (as lists), strings, and whole
 * numbers (as Long). Everything else is an error, as are duplicate keys.
 */
final class Json {

    /** More levels than any header has, and few enough for the stack. */
    private static final int MAX_DEPTH = 8;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** What is wrong with the text, and where. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    static Object parse(String text) throws Malformed {
        Json json = new Json(text);
        Object value = json.value(0);
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.expected("the end");
        }
        return value;
    }

    private Object value(int depth) throws Malformed {
        skipSpace();
        char next = peek();
        if (next == '{' || next == '[') {
            if (depth == MAX_DEPTH) {
                throw new Malformed("values nest too deeply at character " + at);
            }
            return next == '{' ? object(depth) : array(depth);
        }
        if (next == '"') {
            return string();
        }
        if (next == '-' || (next >= '0' && next <= '9')) {
            return number();
        }
        throw expected("an object, an array, a string or a whole number");
    }

    private Map<String, Object> object(int depth) throws Malformed {
        Map<String, Object> object = new LinkedHashMap<>();
        take('{');
        skipSpace();
        while (peek() != '}') {
            if (!object.isEmpty()) {
                take(',');
                skipSpace();
            }
            String key = string();
            skipSpace();
            take(':');
            if (object.containsKey(key)) {
                throw new Malformed("the name \"" + key + "\" stands twice");
            }
            object.put(key, value(depth + 1));
            skipSpace();
        }
        take('}');
        return object;
    }

    private List<Object> array(int depth) throws Malformed {
        List<Object> array = new ArrayList<>();
        take('[');
        skipSpace();
        while (peek() != ']') {
            if (!array.isEmpty()) {
                take(',');
            }
            array.add(value(depth + 1));
            skipSpace();
        }
        take(']');
        return array;
    }

    private String string() throws Malformed {
        StringBuilder string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new Malformed("a control character stands in a string at character " + (at - 1));
            }
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() throws Malformed {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new Malformed("an unknown escape \\" + c + " at character " + (at - 2));
        };
    }

    private char unicode() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw expected("a hexadecimal digit");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Long number() throws Malformed {
        int start = at;
        do {
            at++;
        } while (at < text.length() && "0123456789.eE+-".indexOf(text.charAt(at)) >= 0);
        String number = text.substring(start, at);
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException e) {
            throw new Malformed(number + " at character " + start + " is no whole number of 64 bits");
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char c) throws Malformed {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        at++;
    }

    private char peek() throws Malformed {
        if (at >= text.length()) {
            throw new Malformed("it ends in the middle of a value");
        }
        return text.charAt(at);
    }

    private Malformed expected(String what) {
        return new Malformed("expected " + what + " at character " + at + ", found '" + text.charAt(at) + "'");
    }

    /** Appends a string with quotes and escapes. */
    static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
