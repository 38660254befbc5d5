package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which columns of a table belong to which input or target. In this order: columns that are listed for it (by the
 * caller, or in the weights that were trained on them); a column of its name, for a single number or class; columns
 * {@code name.0, name.1, ...} or {@code name_0, name_1, ...}; and if one input is left over, all columns that are left over, in
 * the table's order.
 */
final class ColumnMatcher {
    private final CsvTable table;
    private final DataProblems problems;
    private final ColumnChoice choice;
    private final Set<String> free;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    private ColumnMatcher(CsvTable table, ColumnChoice choice, DataProblems problems) {
        this.table = table;
        this.choice = choice;
        this.problems = problems;
        this.free = new LinkedHashSet<>(table.header());
    }

    /**
     * The columns of each input and target, by its name.
     *
     * @param withTargets whether targets must be in the table; else they may be there and are passed over
     */
    static Map<String, List<String>> match(
            CsvTable table, ColumnChoice choice, Signature signature, boolean withTargets, DataProblems problems) {
        ColumnMatcher matcher = new ColumnMatcher(table, choice, problems);
        matcher.dropIgnored();
        if (withTargets) {
            signature.targets().stream().filter(slot -> !matcher.byName(slot)).forEach(matcher::reportMissing);
        } else {
            signature.targets().forEach(matcher::dropUnread);
        }
        List<InputSpec> open = new ArrayList<>();
        signature.inputs().stream().filter(slot -> !matcher.byName(slot)).forEach(open::add);
        problems.throwIfAny();
        matcher.takeRest(open);
        matcher.reportUnused();
        problems.throwIfAny();
        return matcher.found;
    }

    private void dropIgnored() {
        for (String column : choice.ignored()) {
            if (!free.remove(column)) {
                problems.add(missingColumn(column, "to ignore"));
            }
        }
    }

    private void dropUnread(InputSpec target) {
        choice.listed().getOrDefault(target.name(), List.of(target.name())).forEach(free::remove);
        numbered(target, ".").forEach(free::remove);
        numbered(target, "_").forEach(free::remove);
    }

    /** Finds columns by what they are called; false if none are. */
    private boolean byName(InputSpec slot) {
        List<String> listed = choice.listed().get(slot.name());
        if (listed != null) {
            takeListed(slot, listed);
            return true;
        }
        if (slot.size() == 1 && free.contains(slot.name())) {
            take(slot, List.of(slot.name()));
            return true;
        }
        for (String separator : List.of(".", "_")) {
            List<String> numbered = numbered(slot, separator);
            if (free.containsAll(numbered)) {
                take(slot, numbered);
                return true;
            }
        }
        return false;
    }

    private static List<String> numbered(InputSpec slot, String separator) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < slot.size(); i++) {
            names.add(slot.name() + separator + i);
        }
        return names;
    }

    private void takeListed(InputSpec slot, List<String> columns) {
        if (columns.size() != slot.size()) {
            problems.add(UserError.at(
                    table.name(),
                    "`" + slot.name() + "` takes " + columns(slot.size()) + ", but " + columns.size() + " are listed"));
            return;
        }
        for (String column : columns) {
            if (!free.contains(column)) {
                problems.add(missingColumn(column, "of `" + slot.name() + "`"));
            }
        }
        take(slot, columns);
    }

    private void take(InputSpec slot, List<String> columns) {
        found.put(slot.name(), columns);
        columns.forEach(free::remove);
    }

    private UserError missingColumn(String column, String use) {
        String message = "there is no column `" + column + "` " + use;
        return Suggestions.didYouMean(column, free)
                .map(help -> UserError.at(table.headerPlace(0), message, help))
                .orElseGet(() -> UserError.at(table.headerPlace(0), message));
    }

    private void reportMissing(InputSpec slot) {
        String name = slot.name();
        String message = "there is no column for `" + name + "`"
                + (slot.element() == Element.LENGTH ? ", how many steps each example has" : "");
        String help = slot.size() == 1
                ? Suggestions.didYouMean(name, free)
                        .orElse("name its column `" + name + "`, or say which it is with " + listed(name + "=COLUMN"))
                : "name its " + columns(slot.size()) + " `" + name + ".0` to `" + name + "." + (slot.size() - 1)
                        + "`, or list them with " + listed(name + "=COLUMN,...");
        problems.add(UserError.at(table.headerPlace(0), message, help));
    }

    /** The option as a shell takes it; names of lengths have a space in them. */
    private static String listed(String columns) {
        return "--columns " + (columns.contains(" ") ? '"' + columns + '"' : columns);
    }

    private void takeRest(List<InputSpec> open) {
        if (open.size() != 1 || free.isEmpty()) {
            open.forEach(this::reportMissing);
            problems.throwIfAny();
            return;
        }
        InputSpec slot = open.get(0);
        if (slot.size() == free.size()) {
            take(slot, List.copyOf(free));
            return;
        }
        String beside = table.header().size() == free.size() ? "" : " beside " + quoted(taken());
        String place = table.headerPlace(0);
        String message = "`" + slot.name() + "` takes " + columns(slot.size()) + ", but there "
                + (free.size() == 1 ? "is 1" : "are " + free.size()) + beside;
        problems.add(
                free.size() < slot.size()
                        ? UserError.at(place, message)
                        : UserError.at(place, message, "leave the others out with --ignore COLUMN,..."));
        problems.throwIfAny();
    }

    private List<String> taken() {
        return table.header().stream().filter(column -> !free.contains(column)).toList();
    }

    private void reportUnused() {
        if (!free.isEmpty()) {
            boolean one = free.size() == 1;
            problems.add(UserError.at(
                    table.headerPlace(table.header().indexOf(free.iterator().next())),
                    (one ? "column " : "columns ") + quoted(free) + (one ? " belongs" : " belong")
                            + " to no input or target",
                    "leave " + (one ? "it" : "them") + " out with --ignore " + String.join(",", free)));
        }
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    /** Names for a message, of which there may be a thousand. */
    private static String quoted(Collection<String> names) {
        String first = names.stream().limit(5).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.size() <= 5 ? first : first + " and " + (names.size() - 5) + " more";
    }
}
